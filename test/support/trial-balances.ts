import type { TrialBalance } from '../../src/domain/accounting-period.ts'

export const neverRun: TrialBalance = { status: 'none', statusText: null, start: null, end: null, errorMessage: null }

export function runningSince(start: string): TrialBalance {
  return { ...neverRun, status: 'running', statusText: 'Processing', start }
}

export function completedFrom(start: string, end: string): TrialBalance {
  return { ...neverRun, status: 'completed', statusText: 'Completed', start, end }
}

/** Zuora leaves the end empty after an Error. */
export function failedFrom(start: string, errorMessage: string | null): TrialBalance {
  return { ...neverRun, status: 'error', statusText: 'Error', start, errorMessage }
}
