import { createKeptCalendars } from '../../store/kept-calendars.ts'
import { createReminded } from '../../store/reminded.ts'
import type { Common } from '../adapters.ts'
import { reminderRulesOf } from '../policy/reminder-rules.ts'

/** Of what people are reminded by the configuration, of what they were, and the calendars as they were last looked at. */
export function reminderPorts({ config, dynamodb, names }: Pick<Common, 'config' | 'dynamodb' | 'names'>) {
  return {
    keptCalendars: createKeptCalendars(dynamodb, names),
    reminded: createReminded(dynamodb, names),
    reminderRules: (entity: string) => reminderRulesOf(config, entity),
  }
}
