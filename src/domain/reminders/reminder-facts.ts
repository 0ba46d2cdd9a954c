import type { AccountingPeriod } from '../accounting-period.ts'
import { dateIn } from '../calendar/calendar-date.ts'
import type { CalendarRules } from '../calendar/calendar-rules.ts'
import type { KeptCalendar } from '../calendar/kept-calendar.ts'
import { momentOf } from '../calendar/wall-clock.ts'
import type { Access } from '../reading/access.ts'
import type { FiledException } from '../reconcile/exceptions.ts'
import type { Reopening } from '../reconcile/reopening.ts'
import type { Request } from '../request.ts'
import { isQuietDay } from './quiet.ts'
import type { ReminderRules } from './reminder-rules.ts'

/** What reminders of one entity are made of. */
export type ReminderFacts = {
  entity: CalendarRules & { key: string; channel: string; timeZone: string; isDayOff: (date: string) => boolean }
  rules: ReminderRules
  /** As Zuora lists it now. */
  calendar: readonly AccountingPeriod[]
  /** The same, with since when it is so. */
  kept: KeptCalendar
  /** Not finished. */
  requests: readonly Request[]
  /** Finished ones of periods that are not Closed and whose trial balance ended in Error. */
  earlierRequests: readonly Request[]
  /** Open again after they were closed, by the id of the period. */
  reopened: ReadonlyMap<string, Reopening>
  /** Not acknowledged. */
  exceptions: readonly FiledException[]
  /** Who is asked and has not decided, by the number of the request. */
  toDecide: ReadonlyMap<number, readonly string[]>
  /** Null where Slack does not say who is in a group. */
  access: Access | null
  /** ISO */
  now: string
}

/** A day as the entity counts it. */
export type Day = {
  today: string
  isDayOff: (date: string) => boolean
  isQuiet: (date: string) => boolean
  /** The moment at which a date begins there. */
  startOf: (date: string) => string
}

export function dayOf({ entity, rules, now }: Pick<ReminderFacts, 'entity' | 'rules' | 'now'>): Day {
  const { timeZone, isDayOff } = entity
  /** Many periods have the same few days. */
  const starts = new Map<string, string>()
  return {
    today: dateIn(timeZone, new Date(now)),
    isDayOff,
    isQuiet: isQuietDay(rules, entity),
    startOf: (date) => {
      const start = starts.get(date) ?? momentOf(`${date}T00:00:00.000Z`, timeZone)
      starts.set(date, start)
      return start
    },
  }
}

/** What all that is said in the channel of an entity has in common. */
export function toChannel({ key, channel }: ReminderFacts['entity']) {
  return { entity: key, audience: { kind: 'channel', channel } } as const
}
