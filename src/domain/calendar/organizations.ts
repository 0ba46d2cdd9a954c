import type { AccountingPeriod } from '../accounting-period.ts'

type Labelled = Pick<AccountingPeriod, 'organizationLabels'>
type Named = Labelled & Pick<AccountingPeriod, 'name'>

/** Under Multi-Org each organisation has its own calendar; a period without labels is in all of them. */
export function sharesOrganization(a: Labelled, b: Labelled): boolean {
  if (a.organizationLabels.length === 0 || b.organizationLabels.length === 0) return true
  return a.organizationLabels.some((label) => b.organizationLabels.includes(label))
}

/** How a period is told from the others: under Multi-Org names repeat, so then `Oct 2026 (Europe)`. */
export function nameIn(calendar: readonly Named[], period: Named): string {
  if (period.organizationLabels.length === 0) return period.name
  return repeatedNames(calendar).has(fold(period.name)) ? nameWithOrganizations(period) : period.name
}

/** Of each calendar, which is asked for as often as it has periods: under Multi-Org thousands of times. */
const repeatedIn = new WeakMap<readonly Named[], ReadonlySet<string>>()

function repeatedNames(calendar: readonly Named[]): ReadonlySet<string> {
  const known = repeatedIn.get(calendar)
  if (known) return known
  const names = calendar.map(({ name }) => fold(name)).toSorted()
  const repeated = new Set(names.filter((name, index) => name === names[index - 1]))
  repeatedIn.set(calendar, repeated)
  return repeated
}

export function nameWithOrganizations({ name, organizationLabels }: Named): string {
  return organizationLabels.length === 0 ? name : `${name} (${organizationLabels.join(', ')})`
}

/** Whose calendars these are: each set of organisations that a period is of. None without Multi-Org. */
export function organizationsOf(periods: readonly Labelled[]): string[][] {
  const sets = new Map(periods.map(({ organizationLabels: labels }) => [labels.join(', '), [...labels]]))
  return [...sets.values()].filter((labels) => labels.length > 0)
}

/**
 * Words that end with an organisation as it is printed, `next (Europe)`: the words before it, and the periods of that
 * organisation. Undefined when they do not.
 */
export function splitOrganization<T extends Named>(
  words: string,
  periods: readonly T[],
): { words: string; periods: T[] } | undefined {
  const typed = fold(words)
  const printed = ({ organizationLabels }: Named) => organizationLabels.join(', ')
  const texts = periods.flatMap((period) => [printed(period), ...period.organizationLabels])
  const [named] = texts
    .filter((text) => text !== '' && typed.endsWith(`(${fold(text)})`))
    .sort((a, b) => b.length - a.length)
  if (named === undefined) return undefined
  const alone = periods.filter((period) => printed(period) === named)
  const among = periods.filter(({ organizationLabels }) => organizationLabels.includes(named))
  return { words: typed.slice(0, -`(${fold(named)})`.length), periods: alone.length > 0 ? alone : among }
}

/** As people type it: spaces and capitals do not matter. */
export function fold(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase()
}
