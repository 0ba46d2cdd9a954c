import { fold } from '../../calendar/organizations.ts'
import type { Request } from '../../request.ts'
import type { Filed } from '../filed.ts'
import { isNotMade } from '../recorded-period.ts'
import { isRequest, type Registered } from '../registered.ts'
import type { ExportScope, ScopedPeriod } from './evidence-export.ts'

/** A period as a calendar, or what was last seen of it, has it. */
export type PeriodKnown = {
  id: string
  name: string
  startDate: string
  endDate: string | null
  fiscalYear: number | null
}

/** What is asked to be exported: a period by its name or Zuora's id, or a fiscal year. */
export type ExportWanted = { kind: 'period'; reference: string } | { kind: 'fiscal-year'; fiscalYear: number }

export type ScopeFound =
  | { kind: 'found'; scope: ExportScope; periods: readonly PeriodKnown[] }
  | { kind: 'unknown'; candidates: readonly string[] }
  | { kind: 'ambiguous'; candidates: readonly string[] }

/**
 * Every state of every period that the register or the calendar tells, the latest last. A request itself stores no fiscal
 * year: it stands in the period at its end, in what was seen, and in what a creation asked for.
 */
export function periodsKnown(
  registered: readonly Registered[],
  calendar: readonly PeriodKnown[],
): readonly PeriodKnown[] {
  return [...registered.flatMap((one) => (isRequest(one) ? knownIn(one) : seenIn(one))), ...calendar]
}

function seenIn({ about }: Filed): PeriodKnown[] {
  if (about.kind === 'baseline') return [...about.periods]
  return about.kind === 'exception' ? [about.was, about.is].filter((seen) => seen !== null) : []
}

/** What a control test is about is no period. */
function knownIn({ action, period, fields, periodAtEnd }: Request): PeriodKnown[] {
  if (action === 'control-test') return []
  const { id } = period
  const asked = id === null ? [] : [{ ...period, id, fiscalYear: fields?.fiscalYear ?? null }]
  return periodAtEnd ? [...asked, periodAtEnd] : asked
}

/** Which periods are meant. One that was renamed is found by each of its names, one that changed its fiscal year in both. */
export function findScope(
  wanted: ExportWanted,
  known: readonly PeriodKnown[],
  registered: readonly Registered[],
): ScopeFound {
  if (wanted.kind === 'fiscal-year') return ofFiscalYear(wanted.fiscalYear, known)
  const { reference } = wanted
  const ids = new Set(known.filter(({ id, name }) => id === reference || isNamed(name, reference)).map(({ id }) => id))
  const [id, ...others] = ids
  if (others.length > 0) return { kind: 'ambiguous', candidates: [...ids].map((one) => `${reference} (${one})`) }
  if (id === undefined) return neverMade(reference, known, registered)
  return { kind: 'found', scope: { kind: 'period', periods: [latest(id, known)] }, periods: known }
}

function ofFiscalYear(fiscalYear: number, known: readonly PeriodKnown[]): ScopeFound {
  const ids = new Set(known.filter((period) => period.fiscalYear === fiscalYear).map(({ id }) => id))
  // 0: that of the open-ended period, which is no year.
  const years = new Set(known.map((period) => period.fiscalYear).filter((year) => year !== null && year > 0))
  if (ids.size === 0) return { kind: 'unknown', candidates: [...years].sort().map((year) => `FY${year}`) }
  const periods = [...ids].map((id) => latest(id, known))
  return { kind: 'found', scope: { kind: 'fiscal-year', fiscalYear, periods }, periods: known }
}

function neverMade(reference: string, known: readonly PeriodKnown[], registered: readonly Registered[]): ScopeFound {
  const asked = registered.filter(isRequest).find((request) => isNotMade(request, reference))
  if (!asked) return { kind: 'unknown', candidates: [...new Set(known.map(({ name }) => name))] }
  const periods = [{ id: null, name: asked.period.name }]
  return { kind: 'found', scope: { kind: 'period', periods }, periods: known }
}

function isNamed(name: string, reference: string): boolean {
  return fold(name) === fold(reference)
}

function latest(id: string, known: readonly PeriodKnown[]): ScopedPeriod {
  return { id, name: known.findLast((period) => period.id === id)?.name ?? id }
}
