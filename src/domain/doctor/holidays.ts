import { dateAfter } from '../calendar/calendar-date.ts'
import { type Finding, findingsOf } from './finding.ts'
import type { Ways } from './ways.ts'

const enoughDays = 366

/** `places`: each of which the configuration names the holidays, with the last date that is known there. */
export function checkHolidays(places: ReadonlyMap<string, string | undefined>, today: string, ways: Ways): Finding {
  const { ok, warning } = findingsOf('holidays')
  if (places.size === 0) return ok('the configuration names none')
  const ending = [...places].filter(([, last]) => last === undefined || last < dateAfter(today, enoughDays))
  const [first] = ending
  if (first === undefined) return ok(`known for ${[...places.keys()].join(', ')} for more than a year`)
  return warning(
    `known for ${first[0]} until ${first[1] ?? 'never'}: then holidays count as business days`,
    ways.config('nothing needs to change'),
  )
}
