import { createRequire } from 'node:module'
import type Holidays from 'date-holidays'

const yearsOn = 10
const hourMs = 3_600_000

/**
 * The public holidays of a country or a part of it (`US`, `US-NY`, `DE-BY`), from last year to ten years on, as
 * `yyyy-mm-dd`; undefined where there is none of that name. Dates only: what is a day off for half a day is none here.
 */
export function publicHolidaysOf(where: string, now: Date): string[] | undefined {
  const [country = '', state, region] = where.split('-')
  const calendar = calendarOf(country, state, region)
  if (!calendar) return undefined
  const from = now.getUTCFullYear() - 1
  // One more on either side: a day off may stand in the year beside that of its holiday.
  const years = Array.from({ length: yearsOn + 4 }, (_, index) => from - 1 + index)
  const dates = years.flatMap((year) => calendar.getHolidays(year)).flatMap(datesOf)
  const isWanted = (date: string) => date >= `${from}` && date < `${from + yearsOn + 2}`
  return [...new Set(dates.filter(isWanted))].toSorted()
}

type Holiday = ReturnType<Holidays['getHolidays']>[number]

/** `date` is the day there, whatever the zone of this machine; some last several days. */
function datesOf({ date, start, end }: Holiday): string[] {
  const hours = (end.getTime() - start.getTime()) / hourMs
  const days = hours < 23 ? 0 : Math.round(hours / 24)
  const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`)
  return Array.from({ length: days }, (_, index) => new Date(first + index * 24 * hourMs).toISOString().slice(0, 10))
}

function calendarOf(country: string, state: string | undefined, region: string | undefined): Holidays | undefined {
  const Calendar = loadCalendars()
  const known = new Calendar()
  if (!Object.hasOwn(known.getCountries(), country)) return undefined
  if (state === undefined) return new Calendar(country, { types: ['public'] })
  if (!Object.hasOwn(known.getStates(country) ?? {}, state)) return undefined
  if (region === undefined) return new Calendar(country, state, { types: ['public'] })
  if (!Object.hasOwn(known.getRegions(country, state) ?? {}, region)) return undefined
  return new Calendar(country, state, region, { types: ['public'] })
}

/** Takes a fifth of a second, so only where a configuration names holidays. */
function loadCalendars(): typeof Holidays {
  return createRequire(import.meta.url)('date-holidays')
}
