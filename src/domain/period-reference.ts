import type { AccountingPeriod } from './accounting-period.ts'
import { readMonth } from './calendar/calendar-date.ts'
import { type CalendarRules, isBeforeManaged } from './calendar/calendar-rules.ts'
import { fold, nameIn, sharesOrganization, splitOrganization } from './calendar/organizations.ts'
import { nearest, onlyNearest } from './commands/similar-text.ts'

/** A period that can be closed one day: it has an end date. */
export type DatedPeriod = AccountingPeriod & { endDate: string }

export type Found =
  | { kind: 'found'; period: DatedPeriod; because: 'named' | 'month' | 'next' | 'current' }
  | { kind: 'missing' }
  | { kind: 'open-ended'; name: string }
  | { kind: 'reading-only' }
  | { kind: 'none-left' }
  | { kind: 'unknown'; candidates: readonly string[] }
  | { kind: 'ambiguous'; candidates: readonly string[] }

export type NotFound = Exclude<Found, { kind: 'found' }>

export function isDated(period: AccountingPeriod): period is DatedPeriod {
  return period.endDate !== null
}

/** The calendar in order of date; the open-ended period is not in it. */
export function datedPeriods(periods: readonly AccountingPeriod[]): DatedPeriod[] {
  return periods.filter(isDated).sort((a, b) => a.startDate.localeCompare(b.startDate))
}

type Asked = { today: string; for: 'reading' | 'effect'; manageFrom: CalendarRules['manageFrom'] }

/** What is looked among may be one organisation's; how its periods are named depends on the whole calendar. */
type Asking = Asked & { nameOf: (period: AccountingPeriod) => string }

/**
 * Which period a person means. Zuora's id is what buttons carry. The exact name counts first, in any case; a month only if
 * exactly one period ends in it. Under Multi-Org each may be followed by its organisation, as in `Oct 2026 (Europe)`.
 * `current` is for reading: for an effect it is too easy to close the month that has not ended.
 */
export function findPeriod(reference: string, periods: readonly AccountingPeriod[], asked: Asked): Found {
  return findAmong(reference, periods, { ...asked, nameOf: (period) => nameIn(periods, period) })
}

function findAmong(reference: string, periods: readonly AccountingPeriod[], asked: Asking): Found {
  const wanted = fold(reference)
  if (wanted === '') return { kind: 'missing' }
  const byId = periods.filter(({ id }) => id === reference.trim())
  const named = byId.length > 0 ? byId : periods.filter(({ name }) => fold(name) === wanted)
  if (named.length > 0) return foundByName(named, asked)
  const ofOne = splitOrganization(reference, periods)
  return ofOne ? findAmong(ofOne.words, ofOne.periods, asked) : findByWord(wanted, datedPeriods(periods), asked)
}

function findByWord(wanted: string, dated: readonly DatedPeriod[], asked: Asking): Found {
  if (wanted === 'next') return onlyOne(earliestNotClosed(dated, asked), 'next', asked)
  if (wanted === 'current' && asked.for === 'effect') return { kind: 'reading-only' }
  if (wanted === 'current') {
    const now = dated.filter((period) => isWithin(asked.today, period))
    return onlyOne(now, 'current', asked)
  }
  const month = readMonth(wanted)
  const endingThen = month === undefined ? [] : dated.filter((period) => period.endDate.startsWith(month))
  if (endingThen.length > 0) return onlyOne(endingThen, 'month', asked)
  return { kind: 'unknown', candidates: candidatesFor(wanted, dated, { month, ...asked }) }
}

/** Of those managed here, and of each organisation its own: without Multi-Org there is one. */
function earliestNotClosed(dated: readonly DatedPeriod[], asked: Asked): DatedPeriod[] {
  const open = dated.filter((period) => period.status !== 'Closed' && !isBeforeManaged(period, asked))
  return open.filter((period, at) => !open.slice(0, at).some((earlier) => sharesOrganization(earlier, period)))
}

/** The longest beginning of the words that names a period, and what follows it. */
export function findByBeginning(
  words: string,
  periods: readonly AccountingPeriod[],
  asked: Asked,
): { found: Found; rest: string } {
  const all = words.trim().split(/\s+/)
  for (let length = all.length; length > 0; length--) {
    const found = findPeriod(all.slice(0, length).join(' '), periods, asked)
    if (found.kind !== 'unknown') return { found, rest: all.slice(length).join(' ') }
  }
  return { found: findPeriod(all.slice(0, 2).join(' '), periods, asked), rest: '' }
}

function foundByName(named: readonly AccountingPeriod[], { nameOf }: Asking): Found {
  const [only, ...others] = named
  if (!only || others.length > 0) return { kind: 'ambiguous', candidates: named.map(nameOf) }
  if (!isDated(only)) return { kind: 'open-ended', name: only.name }
  return { kind: 'found', period: only, because: 'named' }
}

function onlyOne(found: readonly DatedPeriod[], because: 'month' | 'next' | 'current', { nameOf }: Asking): Found {
  const [only, ...others] = found
  if (!only) return { kind: 'none-left' }
  if (others.length > 0) return { kind: 'ambiguous', candidates: found.map(nameOf) }
  return { kind: 'found', period: only, because }
}

function isWithin(date: string, period: DatedPeriod): boolean {
  return period.startDate <= date && date <= period.endDate
}

function candidatesFor(
  wanted: string,
  dated: readonly DatedPeriod[],
  { month, nameOf, ...asked }: Asking & { month: string | undefined },
): string[] {
  if (month !== undefined) return nearMonth(dated, month).map(nameOf)
  const year = /(?<!\d)20\d{2}(?!\d)/.exec(wanted)?.[0]
  if (year !== undefined) return ofYear(wanted, dated, { year, ...asked }).map(nameOf)
  const names = nearest(wanted, namesOf(dated), mostCandidates)
  const found = names.flatMap((name) => dated.filter((period) => period.name === name))
  return found.slice(0, mostCandidates).map(nameOf)
}

const mostCandidates = 3

/** Where no name is plainly meant, what people ask for is near the earliest that is not closed. */
function ofYear(wanted: string, dated: readonly DatedPeriod[], asked: Asked & { year: string }): DatedPeriod[] {
  const ofThatYear = dated.filter(({ endDate }) => endDate.startsWith(asked.year))
  if (ofThatYear.length === 0) return nearMonth(dated, `${asked.year}-06`)
  const earliest = earliestNotClosed(dated, asked)[0] ?? dated.at(-1)
  const meant = onlyNearest(wanted, namesOf(ofThatYear))
  const byDistance = nearMonth(ofThatYear, earliest?.endDate ?? asked.year, ofThatYear.length)
  const isMeant = ({ name }: DatedPeriod) => name === meant
  return [...byDistance.filter(isMeant), ...byDistance.filter((it) => !isMeant(it))].slice(0, mostCandidates)
}

function namesOf(periods: readonly DatedPeriod[]): string[] {
  return [...new Set(periods.map(({ name }) => name))]
}

function nearMonth(dated: readonly DatedPeriod[], month: string, most: number = mostCandidates): DatedPeriod[] {
  return [...dated].sort((a, b) => monthsApart(a.endDate, month) - monthsApart(b.endDate, month)).slice(0, most)
}

function monthsApart(date: string, month: string): number {
  const count = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7))
  return Math.abs(count(date) - count(month))
}
