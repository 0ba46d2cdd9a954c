import type { DatedPeriod } from '../period-reference.ts'
import type { OfferedAction } from './possible-actions.ts'
import { isSeenToByTheClose, type ReasonNotClosed } from './reasons-not-closed.ts'

/**
 * The close, once only that is left which it sees to by itself; a trial balance, where there is none that is good; of a
 * closed period the reopening.
 */
export function waysOut(
  { status }: DatedPeriod,
  reasons: readonly ReasonNotClosed[],
  possible: readonly OfferedAction[],
): OfferedAction[] {
  const isReady = reasons.every(isSeenToByTheClose)
  const needsTrialBalance = reasons.some(
    ({ kind }) => kind === 'trial-balance-not-begun' || kind === 'trial-balance-error',
  )
  return possible.filter((action) => {
    if (action === 'close') return isReady
    if (action === 'trial-balance') return needsTrialBalance
    return action === 'reopen' && status === 'Closed'
  })
}
