import type { AccountingPeriod } from './accounting-period.ts'
import { readMonth } from './calendar-date.ts'
import { nearest } from './similar-text.ts'

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

export function isDated(period: AccountingPeriod): period is DatedPeriod {
  return period.endDate !== null
}

/** The calendar in order of date; the open-ended period is not in it. */
export function datedPeriods(periods: readonly AccountingPeriod[]): DatedPeriod[] {
  return periods.filter(isDated).sort((a, b) => a.startDate.localeCompare(b.startDate))
}

/**
 * Which period a person means. The exact name counts first, in any case; a month only if exactly one period ends in it.
 * `current` is for reading: for an effect it is too easy to close the month that has not ended.
 */
export function findPeriod(
  reference: string,
  periods: readonly AccountingPeriod[],
  asked: { today: string; for: 'reading' | 'effect' },
): Found {
  const wanted = fold(reference)
  if (wanted === '') return { kind: 'missing' }
  const dated = datedPeriods(periods)
  const named = periods.filter((period) => fold(period.name) === wanted)
  if (named.length > 0) return foundByName(named)
  if (wanted === 'next')
    return found(
      dated.find((period) => period.status !== 'Closed'),
      'next',
    )
  if (wanted === 'current' && asked.for === 'effect') return { kind: 'reading-only' }
  if (wanted === 'current')
    return found(
      dated.find((period) => isWithin(asked.today, period)),
      'current',
    )
  const month = readMonth(wanted)
  const endingThen = month === undefined ? [] : dated.filter((period) => period.endDate.startsWith(month))
  const [only, ...others] = endingThen
  if (only && others.length === 0) return { kind: 'found', period: only, because: 'month' }
  if (only) return { kind: 'ambiguous', candidates: endingThen.map((period) => period.name) }
  return { kind: 'unknown', candidates: candidatesFor(wanted, month, dated) }
}

/** The longest beginning of the words that names a period, and what follows it. */
export function findByBeginning(
  words: string,
  periods: readonly AccountingPeriod[],
  asked: { today: string; for: 'reading' | 'effect' },
): { found: Found; rest: string } {
  const all = words.trim().split(/\s+/)
  for (let length = all.length; length > 0; length--) {
    const found = findPeriod(all.slice(0, length).join(' '), periods, asked)
    if (found.kind !== 'unknown') return { found, rest: all.slice(length).join(' ') }
  }
  return { found: findPeriod(all.slice(0, 2).join(' '), periods, asked), rest: '' }
}

function foundByName(named: readonly AccountingPeriod[]): Found {
  const [only, ...others] = named
  if (!only || others.length > 0) return { kind: 'ambiguous', candidates: named.map(nameWithOrganizations) }
  if (!isDated(only)) return { kind: 'open-ended', name: only.name }
  return { kind: 'found', period: only, because: 'named' }
}

function found(period: DatedPeriod | undefined, because: 'next' | 'current'): Found {
  return period ? { kind: 'found', period, because } : { kind: 'none-left' }
}

function isWithin(date: string, period: DatedPeriod): boolean {
  return period.startDate <= date && date <= period.endDate
}

/** Under Multi-Org, names repeat across organisations. */
function nameWithOrganizations(period: AccountingPeriod): string {
  return period.organizationLabels.length === 0
    ? period.name
    : `${period.name} (${period.organizationLabels.join(', ')})`
}

function candidatesFor(wanted: string, month: string | undefined, dated: readonly DatedPeriod[]): string[] {
  if (month === undefined)
    return nearest(
      wanted,
      dated.map((period) => period.name),
      3,
    )
  const byDistance = [...dated].sort((a, b) => monthsApart(a.endDate, month) - monthsApart(b.endDate, month))
  return byDistance.slice(0, 3).map((period) => period.name)
}

function monthsApart(date: string, month: string): number {
  const count = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7))
  return Math.abs(count(date) - count(month))
}

function fold(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase()
}
