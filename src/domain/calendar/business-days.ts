import type { Span } from '../policy/policy.ts'
import { dateIn, dayAfter, secondsAfter, secondsBetween } from './calendar-date.ts'

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
  const begin = isDayOff(today) ? nextBusinessDay(today, isDayOff) : today
  let date = begin
  for (let left = days; left > 0; left -= 1) date = nextBusinessDay(date, isDayOff)
  const timeOfDay = begin === today ? secondsIntoDay(timeZone, at) : 0
  return momentOf(secondsAfter(`${date}T00:00:00Z`, timeOfDay), timeZone)
}

/** More days off in a row than this is a mistake in the configuration, not a calendar. */
const mostDaysOff = 400

function nextBusinessDay(date: string, isDayOff: BusinessCalendar['isDayOff']): string {
  let next = dayAfter(date)
  for (let walked = 0; isDayOff(next) && walked < mostDaysOff; walked += 1) next = dayAfter(next)
  return next
}

/** By the clock on the wall: on the day of a change of daylight saving too. */
function secondsIntoDay(timeZone: string, at: string): number {
  const wall = secondsAfter(at, offsetSeconds(timeZone, at))
  return secondsBetween(`${wall.slice(0, 10)}T00:00:00Z`, wall)
}

/** When a clock on the wall shows this (written as if it were UTC). What daylight saving leaves out is taken as an hour later. */
function momentOf(wall: string, timeZone: string): string {
  const offsets = [-1, 1].map((side) => offsetSeconds(timeZone, secondsAfter(wall, side * 86_400)))
  const moments = [...new Set(offsets)].map((offset) => secondsAfter(wall, -offset)).toSorted()
  const shown = moments.find((moment) => secondsAfter(moment, offsetSeconds(timeZone, moment)) === wall)
  return shown ?? moments.at(-1) ?? wall
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
