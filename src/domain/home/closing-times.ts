import type { DaysToClose, TimeToClose } from './days-to-close.ts'

/** What a series comes to. */
export type ClosingTimes = {
  /** Of those whose close and due day are known, and those that are overdue: how many were closed in time. */
  inTime: number
  ofDue: number
  /** The median; of an even number the lower of the two in the middle. Null of fewer than three. */
  usualDays: number | null
}

export function closingTimesOf({ periods }: DaysToClose): ClosingTimes {
  const due = periods.filter(({ days, dueDays, isOverdue }) => isOverdue || (days !== null && dueDays !== null))
  const known = periods.flatMap(({ days }) => days ?? []).sort((a, b) => a - b)
  return {
    inTime: due.filter((period) => !isLate(period)).length,
    ofDue: due.length,
    usualDays: known.length < 3 ? null : (known[Math.floor((known.length - 1) / 2)] ?? null),
  }
}

/** Closed after its due day, or not yet although it is over. */
export function isLate({ days, dueDays, isOverdue }: TimeToClose): boolean {
  return isOverdue || (days !== null && dueDays !== null && days > dueDays)
}

/** Whether there is a number to show at all. */
export function isAnyKnown({ periods }: DaysToClose): boolean {
  return periods.some(({ days }) => days !== null)
}
