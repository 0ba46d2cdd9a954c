import { secondsBetween } from '../calendar/calendar-date.ts'
import type { LogEntry } from './log.ts'

/** Of a request's record, in seconds; null where it had no such time. */
export type TimesTaken = {
  /** From the first card to the last approval. */
  approvalWaitSeconds: number | null
  /** From the ask that started it to the look that saw its end. */
  trialBalanceSeconds: number | null
}

export function timesTaken(log: readonly LogEntry[]): TimesTaken {
  const begun = log.find(({ kind, details }) => kind === 'zuora-asked' && startsTrialBalance.has(details.what))
  const ended = log.find(({ kind, details }) => kind === 'trial-balance-ended' && details.whose === 'this-request')
  return {
    approvalWaitSeconds: between(
      log.find(({ kind }) => kind === 'approval-asked'),
      log.findLast(({ kind }) => kind === 'approved'),
    ),
    trialBalanceSeconds: between(begun, ended),
  }
}

const startsTrialBalance: ReadonlySet<unknown> = new Set(['pending-close', 'run-trial-balance'])

function between(from: LogEntry | undefined, to: LogEntry | undefined): number | null {
  return from && to ? secondsBetween(from.at, to.at) : null
}
