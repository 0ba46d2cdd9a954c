import type { AccountingPeriod } from '../accounting-period.ts'
import type { Request } from '../request.ts'
import { hasBegunSince, ownTrialBalanceAsk } from './trial-balance-steps.ts'

/** What a look at the period tells for good, to be stored before anything is decided from it. */
export function learnFrom(request: Request, period: AccountingPeriod | undefined): Partial<Pick<Request, 'asks'>> {
  return period ? ownRunIn(request, period) : {}
}

/**
 * Zuora's user id of the bot, in the read that follows its own accepted pending close at once: then Zuora names it as who
 * changed the period. In any later read it may be somebody else's change.
 */
export function botUserIn(period: AccountingPeriod | undefined): string | null {
  return period?.status === 'PendingClose' ? period.updatedBy : null
}

/** The first run that begins after the ask is the one it started. */
function ownRunIn(request: Request, { trialBalance }: AccountingPeriod): Partial<Pick<Request, 'asks'>> {
  const own = ownTrialBalanceAsk(request)
  if (!own || own.trialBalanceStart !== null || trialBalance.start === null) return {}
  if (!hasBegunSince(trialBalance, own)) return {}
  const what = own === request.asks['run-trial-balance'] ? 'run-trial-balance' : 'pending-close'
  return { asks: { ...request.asks, [what]: { ...own, trialBalanceStart: trialBalance.start } } }
}
