import type { LogEntry } from '../../domain/evidence/log.ts'
import type { Facts } from '../../domain/steps/step.ts'
import type { Detail } from '../ports/detail.ts'

const noTrialBalance = { status: 'none', statusText: null, start: null, end: null, errorMessage: null } as const

/** What this turn counted, for the request's thread. */
export function scannedDetail({ closer, period, documents }: Facts): Extract<Detail, { kind: 'scanned' }> {
  const trialBalance = period?.trialBalance ?? noTrialBalance
  const scans = closer?.scans ?? []
  return { kind: 'scanned', scans, trialBalance, isBlocked: false, documents: documents?.since ?? null }
}

/** The same for the record: each scan with its query, and what was not checked. */
export function scannedEntries(facts: Facts): LogEntry[] {
  if (!hasScanned(facts)) return []
  return [{ at: facts.now, kind: 'scanned', by: null, details: { scans: facts.closer?.scans ?? [] } }]
}

/** A change looks at the calendar, and for no documents. */
export function hasScanned({ closer }: Facts): boolean {
  return closer !== undefined && closer.scans.length > 0
}
