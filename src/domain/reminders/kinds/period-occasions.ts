import { businessDayAfter, firstFrom, lastUpTo } from '../../calendar/business-days.ts'
import { dayAfter, laterOf } from '../../calendar/calendar-date.ts'
import type { Timing } from '../reminder.ts'
import { weekly } from './recurring.ts'

/** A day from which on a period is spoken of, until the next such day. */
export type Occasion = { name: string; on: string; until: string }

export type DayRules = { isDayOff: (date: string) => boolean; isQuiet: (date: string) => boolean }

/** `reopenedOn`: null of what was never closed. */
type Days = { endDate: string; dueDate: string | null; reopenedOn: string | null }

const dueSoonBusinessDays = 2
const daysOverdueDaily = 5

/**
 * Its last day, two business days before it is due, the day it is due, each of the first five business days that it is
 * overdue, then once a week. What falls on a quiet day and would be late afterwards is said on the last day before it.
 * Null before the first.
 */
export function occasionOn(today: string, days: Days, rules: DayRules): Occasion | null {
  if (isDoneOnce(today, days)) return afterReopening(today, days.reopenedOn, rules)
  const once = daysSpokenOf(days, rules)
  const [first] = once
  if (!first || today < first.on) return null
  const last = once.findLast(({ on }) => on <= today) ?? first
  const next = once.find(({ on }) => on > today)
  if (next) return { ...last, until: next.on }
  const week = weekly(today, rules.isQuiet)
  return week.on > last.on
    ? { name: `weekly ${week.on}`, on: week.on, until: week.next }
    : { ...last, until: week.next }
}

/** What was closed before is not late: the day after it was reopened, and then every week. */
function isDoneOnce(today: string, days: Days): days is Days & { reopenedOn: string } {
  return days.reopenedOn !== null && today > (days.dueDate ?? days.endDate)
}

function afterReopening(today: string, reopenedOn: string, { isQuiet }: DayRules): Occasion | null {
  const first = firstFrom(dayAfter(reopenedOn), isQuiet)
  const week = weekly(today, isQuiet)
  const on = laterOf(first, week.on)
  return today < first ? null : { name: `reopened ${on}`, on, until: week.next }
}

/** In order; of two on one day the second counts. */
function daysSpokenOf({ endDate, dueDate }: Omit<Days, 'reopenedOn'>, { isDayOff, isQuiet }: DayRules) {
  const named = (kind: string, on: string) => ({ name: `${kind} ${on}`, on })
  const lastDay = named('last-day', lastUpTo(endDate, isQuiet))
  if (dueDate === null) return [lastDay]
  const dueSoon = businessDayAfter(dueDate, -dueSoonBusinessDays, isDayOff)
  const overdue = Array.from({ length: daysOverdueDaily }, (_, index) => businessDayAfter(dueDate, index + 1, isDayOff))
  return [
    lastDay,
    ...(dueSoon > endDate ? [named('due-soon', lastUpTo(dueSoon, isQuiet))] : []),
    named('due', lastUpTo(dueDate, isQuiet)),
    ...overdue.map((on) => named('overdue', on)),
  ].sort((a, b) => a.on.localeCompare(b.on))
}

/** `countSince`: how many business days there are after a date, up to and including today. */
export function timingOn(
  today: string,
  days: Days,
  { isDayOff, countSince }: { isDayOff: DayRules['isDayOff']; countSince: (date: string) => number },
): Timing {
  const { endDate, dueDate } = days
  if (isDoneOnce(today, days)) return { kind: 'reopened' }
  if (today <= endDate) return { kind: 'ends', on: endDate }
  if (dueDate === null) return { kind: 'ended', on: endDate }
  if (today > dueDate) return { kind: 'overdue', since: dueDate, businessDays: countSince(dueDate) }
  let inBusinessDays = 0
  for (let date = today; date < dueDate; date = businessDayAfter(date, 1, isDayOff)) inBusinessDays += 1
  return { kind: 'due', on: dueDate, inBusinessDays }
}
