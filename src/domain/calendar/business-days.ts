import type { Span } from '../policy.ts'
import { dateIn, dayAfter, secondsAfter, secondsBetween } from './calendar-date.ts'

/** Where business days are counted: the entity's zone and its days off. */
export type BusinessCalendar = { timeZone: string; isDayOff: (date: string) => boolean }

/** The moment that is a span after another. Business days end at the same time of day as they began, in the entity's zone. */
export function momentAfter(at: string, span: Span, calendar: BusinessCalendar): string {
  return span.kind === 'seconds' ? secondsAfter(at, span.seconds) : businessDaysAfter(at, span.days, calendar)
}

/** More days off in a row than this is a mistake in the configuration, not a calendar. */
const mostDays = 400

function businessDaysAfter(at: string, days: number, { timeZone, isDayOff }: BusinessCalendar): string {
  const today = dateIn(timeZone, new Date(at))
  let date = today
  let left = days
  for (let walked = 0; left > 0 && walked < mostDays; walked += 1) {
    date = dayAfter(date)
    if (!isDayOff(date)) left -= 1
  }
  const moved = secondsAfter(at, secondsBetween(`${today}T00:00:00Z`, `${date}T00:00:00Z`))
  // A change to or from daylight saving in between must not change the time of day.
  return secondsAfter(moved, offsetSeconds(timeZone, at) - offsetSeconds(timeZone, moved))
}

/** How far the zone is ahead of UTC at a moment. */
function offsetSeconds(timeZone: string, at: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(new Date(at))
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const {
    sign = '+',
    hours = '0',
    minutes = '0',
  } = /GMT(?<sign>[+-])(?<hours>\d\d):(?<minutes>\d\d)/.exec(name)?.groups ?? {}
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
}
