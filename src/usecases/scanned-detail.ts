import type { Facts } from '../domain/steps/step.ts'
import type { Detail } from './ports.ts'

const noTrialBalance = { status: 'none', statusText: null, start: null, end: null, errorMessage: null } as const

/** What this turn counted, for the request's thread. */
export function scannedDetail({ closer, period }: Facts): Extract<Detail, { kind: 'scanned' }> {
  const trialBalance = period?.trialBalance ?? noTrialBalance
  return { kind: 'scanned', scans: closer?.scans ?? [], trialBalance, isBlocked: false }
}
