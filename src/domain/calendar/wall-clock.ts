import { secondsAfter, secondsBetween } from './calendar-date.ts'

/** What a clock on the wall shows at a moment, written as if it were UTC: `2026-11-05T18:00:00.000Z` at six in the evening. */
export function wallTimeAt(timeZone: string, at: string): string {
  return secondsAfter(at, offsetSeconds(timeZone, at))
}

/** By the clock on the wall: on the day of a change of daylight saving too. */
export function secondsIntoDay(timeZone: string, at: string): number {
  const wall = wallTimeAt(timeZone, at)
  return secondsBetween(`${wall.slice(0, 10)}T00:00:00Z`, wall)
}

/** The moments at which the clock shows this, in order: one; none, or two, where it is put forward, or back. */
export function momentsShowing(wall: string, timeZone: string): string[] {
  return momentsNear(wall, timeZone).filter((moment) => wallTimeAt(timeZone, moment) === wall)
}

/** When the clock shows this; of two moments the first. What daylight saving leaves out is taken as an hour later. */
export function momentOf(wall: string, timeZone: string): string {
  return momentsShowing(wall, timeZone)[0] ?? momentsNear(wall, timeZone).at(-1) ?? wall
}

/** By the offsets of the day before and the day after. */
function momentsNear(wall: string, timeZone: string): string[] {
  const offsets = [-1, 1].map((side) => offsetSeconds(timeZone, secondsAfter(wall, side * 86_400)))
  return [...new Set(offsets)].map((offset) => secondsAfter(wall, -offset)).toSorted()
}

/** One of each time zone: to make a format takes far longer than to use it. */
const offsetFormats = new Map<string, Intl.DateTimeFormat>()

/** How far the zone is ahead of UTC at a moment. */
function offsetSeconds(timeZone: string, at: string): number {
  const format =
    offsetFormats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  offsetFormats.set(timeZone, format)
  const name = format.formatToParts(new Date(at)).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const {
    sign = '+',
    hours = '0',
    minutes = '0',
  } = /GMT(?<sign>[+-])(?<hours>\d\d):(?<minutes>\d\d)/.exec(name)?.groups ?? {}
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
}
