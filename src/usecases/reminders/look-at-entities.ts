import type { KeptCalendar } from '../../domain/calendar/kept-calendar.ts'
import type { Reminder } from '../../domain/reminders/reminder.ts'
import type { ReminderRules } from '../../domain/reminders/reminder-rules.ts'
import { remindersFor } from '../../domain/reminders.ts'
import type { Request } from '../../domain/request.ts'
import { type CalendarLook, type LookPorts, lookAtCalendar } from '../calendar/look-at-calendar.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import { type FactPorts, gatherFacts, openRequestsOf } from './gather-facts.ts'

export type LookAtEntitiesPorts = FactPorts &
  LookPorts & {
    rules: Pick<Rules, 'policyFor' | 'entities'>
    /** Null: nobody is reminded of anything there. */
    reminderRules: (entity: string) => ReminderRules | null
  }

/** What is to be said of an entity now. `kept`: null where its Zuora did not answer, and then nothing of its calendar is. */
export type Looked = {
  entity: Entity
  kept: KeptCalendar | null
  requests: readonly Request[]
  reminders: readonly Reminder[]
}

export type AllLooked = { looked: readonly Looked[]; failures: readonly unknown[] }

/** All at once: one whose Zuora hangs takes no time from the others. One that fails does not keep the others from it. */
export async function lookAtEntities(ports: LookAtEntitiesPorts): Promise<AllLooked> {
  const failures: unknown[] = []
  const looked = await Promise.all(
    ports.rules.entities.map(async (entity) => {
      const look = await lookOrNot(entity, ports, failures)
      try {
        return await sayWhatIsSo(entity, look, ports)
      } catch (error) {
        failures.push(error)
        return { entity, kept: null, requests: [], reminders: [] }
      }
    }),
  )
  return { looked, failures }
}

/** An outage of Zuora passes by itself; whatever else keeps the bot from looking is an engineer's. */
async function lookOrNot(
  entity: Entity,
  ports: LookAtEntitiesPorts,
  failures: unknown[],
): Promise<CalendarLook | null> {
  try {
    return await lookAtCalendar(entity, ports)
  } catch (error) {
    const isPassing = error instanceof Error && ['ZuoraBusy', 'ZuoraUnavailable'].includes(error.name)
    if (isPassing) ports.log('calendar-not-looked-at', { entity: entity.key, error: error.name })
    else failures.push(error)
    return null
  }
}

/** Of what is no matter of the calendar's. */
const withoutCalendar: ReadonlySet<string> = new Set(['approval', 'exception', 'nobody-to-spare'])

async function sayWhatIsSo(entity: Entity, look: CalendarLook | null, ports: LookAtEntitiesPorts): Promise<Looked> {
  const rules = ports.reminderRules(entity.key)
  const kept = look?.kept ?? null
  if (!rules) return { entity, kept, requests: await openRequestsOf(entity, ports), reminders: [] }
  const { calendar, kept: known } = look ?? { calendar: [], kept: { at: ports.now().toISOString(), periods: [] } }
  const facts = await gatherFacts({ entity, rules, calendar, kept: known }, ports)
  const reminders = remindersFor(facts).filter(({ about }) => look !== null || withoutCalendar.has(about.kind))
  return { entity, kept, requests: facts.requests, reminders }
}
