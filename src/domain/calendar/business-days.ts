import type { Span } from '../policy/policy.ts'
import { dateAfter, dateIn, secondsAfter } from './calendar-date.ts'
import { momentOf, secondsIntoDay } from './wall-clock.ts'

/** Where business days are counted: the entity's zone and its days off. */
export type BusinessCalendar = { timeZone: string; isDayOff: (date: string) => boolean }

/** The moment that is a span after another. */
export function momentAfter(at: string, span: Span, calendar: BusinessCalendar): string {
  return span.kind === 'seconds' ? secondsAfter(at, span.seconds) : businessDaysAfter(at, span.days, calendar)
}

/**
 * Business days end at the same time of day as they began, in the entity's zone. What begins on a day off counts from
 * the start of the next business day: else a day could pass that nobody worked on.
 */
function businessDaysAfter(at: string, days: number, { timeZone, isDayOff }: BusinessCalendar): string {
  const today = dateIn(timeZone, new Date(at))
  const begin = firstFrom(today, isDayOff)
  const date = businessDayAfter(begin, days, isDayOff)
  const timeOfDay = begin === today ? secondsIntoDay(timeZone, at) : 0
  return momentOf(secondsAfter(`${date}T00:00:00Z`, timeOfDay), timeZone)
}

/** More days off in a row than this is a mistake in the configuration, not a calendar. */
const mostDaysOff = 400

/** The n-th business day after a date; before it, where `days` is negative. */
export function businessDayAfter(date: string, days: number, isDayOff: BusinessCalendar['isDayOff']): string {
  const step = days < 0 ? -1 : 1
  let found = date
  for (let left = Math.abs(days); left > 0; left -= 1) found = nearestNotOff(dateAfter(found, step), step, isDayOff)
  return found
}

/** The date itself, or the first after it that is not off. */
export function firstFrom(date: string, isOff: (date: string) => boolean): string {
  return nearestNotOff(date, 1, isOff)
}

/** The date itself, or the last before it that is not off. */
export function lastUpTo(date: string, isOff: (date: string) => boolean): string {
  return nearestNotOff(date, -1, isOff)
}

function nearestNotOff(date: string, step: 1 | -1, isOff: (date: string) => boolean): string {
  let near = date
  for (let walked = 0; isOff(near) && walked < mostDaysOff; walked += 1) near = dateAfter(near, step)
  return near
}

/** Counts the business days after a date, up to and including `today`. What it counted once it knows: dates may be many, and long ago. */
export function businessDaysUpTo(today: string, isDayOff: BusinessCalendar['isDayOff']): (date: string) => number {
  const counts = new Map([[today, 0]])
  let reached = today
  let count = 0
  return (date) => {
    for (; reached > date; counts.set(reached, count)) {
      count += isDayOff(reached) ? 0 : 1
      reached = dateAfter(reached, -1)
    }
    return counts.get(date) ?? 0
  }
}
