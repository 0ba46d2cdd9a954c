import type { ExportScope, Retention } from './evidence-export.ts'
import type { PeriodKnown } from './known-periods.ts'

/**
 * Until when evidence is to be kept: so many years after the end of the fiscal year. Where not all of the year's periods are
 * known, its end is taken as late as it can be: a year after the start of the earliest that is.
 */
export function retentionOf(scope: ExportScope, known: readonly PeriodKnown[], years: number): Retention {
  const ends = yearsOf(scope, known).map((year) => latestEnd(known.filter(({ fiscalYear }) => fiscalYear === year)))
  const end = ends.sort().at(-1) ?? ''
  return { years, until: end === '' ? null : later(end, { years, days: 0 }) }
}

function yearsOf(scope: ExportScope, known: readonly PeriodKnown[]): number[] {
  if (scope.kind === 'fiscal-year') return [scope.fiscalYear]
  const ids = new Set(scope.periods.map(({ id }) => id))
  return known.filter(({ id }) => ids.has(id)).flatMap(({ fiscalYear }) => fiscalYear ?? [])
}

function latestEnd(ofYear: readonly PeriodKnown[]): string {
  const first = ofYear.map(({ startDate }) => startDate).sort()[0]
  const yearAfterFirst = first === undefined ? '' : later(first, { years: 1, days: -1 })
  return [yearAfterFirst, ...ofYear.map(({ endDate }) => endDate ?? '')].sort().at(-1) ?? ''
}

function later(date: string, by: { years: number; days: number }): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(year + by.years, month - 1, day + by.days)).toISOString().slice(0, 10)
}
