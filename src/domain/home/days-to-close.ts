import { daysBetween } from './closes.ts'
import type { GlancedPeriod } from './glance.ts'

/**
 * How long a period took from its last day to its first close, in calendar days: 0 where it was closed on its last day, or before.
 * `unknown`: it is closed, and nobody saw when.
 */
export type TimeToClose = {
  name: string
  /** Its last day. */
  endDate: string
  closed: 'yes' | 'not-yet' | 'unknown'
  /** Set where it is known when it was closed. */
  days: number | null
  /** From its last day to the day on which it is due; null where there is none. */
  dueDays: number | null
  /** Not closed, although its due day is over. */
  isOverdue: boolean
  /** Closed, and open again now. */
  isReopened: boolean
}

/** Oldest first: the last that have ended. */
export type DaysToClose = { dueBusinessDay: number | null; periods: readonly TimeToClose[] }

/** Of periods that have ended. */
export function daysToClose(ended: readonly GlancedPeriod[], dueBusinessDay: number | null): DaysToClose {
  return { dueBusinessDay, periods: ended.map(timeToClose) }
}

function timeToClose({ period, name, dueOn, overdueBusinessDays, first, reopened }: GlancedPeriod): TimeToClose {
  const days = first?.days ?? null
  return {
    name,
    endDate: period.endDate,
    closed: first === null ? 'not-yet' : days === null ? 'unknown' : 'yes',
    days: days === null ? null : Math.max(0, days),
    dueDays: dueOn === null ? null : daysBetween(period.endDate, dueOn),
    isOverdue: overdueBusinessDays > 0,
    isReopened: reopened !== null,
  }
}
