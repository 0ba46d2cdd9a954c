import type { AccountingPeriod } from '../accounting-period.ts'
import { datedPeriods } from '../period-reference.ts'
import { type FiscalPlace, nextFiscalPlace } from './fiscal-place.ts'
import { nextName } from './next-name.ts'
import { nextSpan } from './spans.ts'

/** What a new period would be if it simply continued the calendar; empty or null where that does not tell. */
export type Proposal = FiscalPlace & { name: string; startDate: string | null; endDate: string | null }

export function proposeNext(calendar: readonly AccountingPeriod[]): Proposal {
  const dated = datedPeriods(calendar)
  const span = nextSpan(dated)
  if (!span) return { name: '', startDate: null, endDate: null, fiscalYear: null, fiscalQuarter: null }
  const next = { ...span, ...nextFiscalPlace(span, dated) }
  const name = nextName(dated, next)
  const isTaken = calendar.some((period) => period.name.toLowerCase() === name.toLowerCase())
  return { ...next, name: isTaken ? '' : name }
}
