import type { AccountingPeriod, TrialBalance } from '../accounting-period.ts'
import type { Scan } from '../documents/blockers.ts'
import { type Circumstances, type Obstacle, obstaclesToClosing, requiredItemsLeft } from '../preconditions.ts'

/** Why a period is not closed yet: what stands in the way, and what the close still has to get done first. */
export type ReasonNotClosed =
  | Obstacle
  | { kind: 'trial-balance-not-begun' }
  | { kind: 'trial-balance-error'; trialBalance: TrialBalance }
  | { kind: 'trial-balance-unknown'; status: string }

/** Every reason, each with a way out of its own. None for a period that is closed. */
export function reasonsNotClosed(circumstances: Circumstances, scans: readonly Scan[]): ReasonNotClosed[] {
  const { period } = circumstances
  if (period.status === 'Closed') return []
  const fromCalendar = obstaclesToClosing(circumstances)
  if (period.status === 'Unknown' || fromCalendar.some(({ kind }) => kind === 'not-managed')) return fromCalendar
  return [...fromCalendar, ...trialBalanceReasons(period), ...requiredItemsLeft(scans), ...whatWasNotChecked(scans)]
}

/** Reasons that a close sees to by itself: with these alone it can be asked for now. */
export function isSeenToByTheClose({ kind }: ReasonNotClosed): boolean {
  return kind === 'trial-balance-not-begun' || kind === 'trial-balance-error' || kind === 'not-checked'
}

/**
 * "A trial balance must have completed"; a running one is waited for. One that is queued Zuora shows like none at all. In
 * pending close the one that it has counts, so its status must be known; an open period gets a new one.
 */
function trialBalanceReasons({ status: state, trialBalance }: AccountingPeriod): ReasonNotClosed[] {
  const { status, statusText, start } = trialBalance
  if (status === 'unknown' && state === 'PendingClose') {
    return [{ kind: 'trial-balance-unknown', status: statusText ?? 'none' }]
  }
  if (status === 'running') return [{ kind: 'trial-balance-running', start }]
  if (status === 'none') return [{ kind: 'trial-balance-not-begun' }]
  return status === 'error' ? [{ kind: 'trial-balance-error', trialBalance }] : []
}

function whatWasNotChecked(scans: readonly Scan[]): ReasonNotClosed[] {
  const items = scans.flatMap((scan) =>
    scan.kind === 'not-checked' ? [{ item: scan.item, because: scan.because }] : [],
  )
  return items.length === 0 ? [] : [{ kind: 'not-checked', items }]
}
