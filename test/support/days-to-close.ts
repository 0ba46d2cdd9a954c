import type { DaysToClose, TimeToClose } from '../../src/domain/home/days-to-close.ts'

const ends: readonly [name: string, endDate: string, dueDays: number][] = [
  ['Nov 2025', '2025-11-30', 5],
  ['Dec 2025', '2025-12-31', 9],
  ['Jan 2026', '2026-01-31', 8],
  ['Feb 2026', '2026-02-28', 6],
  ['Mar 2026', '2026-03-31', 7],
  ['Apr 2026', '2026-04-30', 8],
  ['May 2026', '2026-05-31', 5],
  ['Jun 2026', '2026-06-30', 8],
  ['Jul 2026', '2026-07-31', 7],
  ['Aug 2026', '2026-08-31', 8],
  ['Sep 2026', '2026-09-30', 7],
  ['Oct 2026', '2026-10-31', 6],
]

/** Up to Oct 2026: the days of each, those of `reopened` open again now; `?` where nobody saw its close, null where it is not closed, `late` where it is overdue. */
export function daysToCloseOf(
  days: readonly (number | '?' | 'late' | null)[],
  { dueBusinessDay = 5, reopened = [] }: { dueBusinessDay?: number | null; reopened?: readonly string[] } = {},
): DaysToClose {
  const periods = ends.slice(-days.length).map(([name, endDate, dueDays], index): TimeToClose => {
    const took = days[index] ?? null
    const due = dueBusinessDay === null ? null : dueDays
    const period = {
      name,
      endDate,
      days: null,
      dueDays: due,
      isOverdue: took === 'late',
      isReopened: reopened.includes(name),
    }
    if (took === '?') return { ...period, closed: 'unknown' }
    return typeof took === 'number' ? { ...period, closed: 'yes', days: took } : { ...period, closed: 'not-yet' }
  })
  return { dueBusinessDay, periods }
}

export const aYear = [4, 7, 6, 5, 9, 6, 4, 21, 5, 6, 5, null] as const
