import { createKeptCalendars } from '../../store/calendar/kept-calendars.ts'
import { createReminded } from '../../store/told/reminded.ts'
import type { Common } from '../adapters.ts'
import { announceesOf } from '../policy/announcees.ts'
import { reminderRulesOf } from '../policy/reminder-rules.ts'

/** Of what people are reminded by the configuration, who else is told, what they were told, and the calendars as last looked at. */
export function reminderPorts({ config, dynamodb, names }: Pick<Common, 'config' | 'dynamodb' | 'names'>) {
  return {
    keptCalendars: createKeptCalendars(dynamodb, names),
    reminded: createReminded(dynamodb, names),
    reminderRules: (entity: string) => reminderRulesOf(config, entity),
    announceTo: (entity: string) => announceesOf(config, entity),
  }
}
