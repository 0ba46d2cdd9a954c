import type { AccountingPeriod } from './accounting-period.ts'
import type { Request } from './request.ts'

/** Whether an ended request left the period in a pending close of its own making, as far as could be seen then. */
export function leftInPendingClose(request: Request): boolean {
  const { periodAtEnd, outcome } = request
  const mayBeLeft = periodAtEnd === null ? outcome?.kind === 'failed' : periodAtEnd.status === 'PendingClose'
  return mayBeLeft && outcome?.kind !== 'succeeded' && isOwnPendingClose(request)
}

/** Zuora accepted it, or its answer was lost; and where the bot's own user is known, that is who changed the period last. */
function isOwnPendingClose({ asks, integrationUser, periodAtEnd }: Request): boolean {
  const asked = asks['pending-close']
  if (!asked || asked.answer?.kind === 'refused' || asked.answer?.kind === 'busy') return false
  if (integrationUser === null || periodAtEnd === null) return asked.answer?.kind === 'accepted'
  return periodAtEnd.updatedBy === integrationUser
}

/**
 * Only while nobody else changed the period since: it is in pending close, who changed it last is who it was then, and no
 * later request from here has set it to pending close or back.
 */
export function maySetBack(ended: Request, period: AccountingPeriod, ofPeriod: readonly Request[]): boolean {
  const changedBy = ended.periodAtEnd?.updatedBy ?? ended.integrationUser
  const isTouchedSince = ofPeriod.some(
    ({ number, asks }) => number > ended.number && (asks['pending-close'] || asks.reopen),
  )
  const isUnchanged = period.status === 'PendingClose' && period.updatedBy === changedBy
  return leftInPendingClose(ended) && isUnchanged && !isTouchedSince
}
