import type { AccountingPeriod } from '../accounting-period.ts'
import { isChange } from '../policy/policy.ts'
import type { Request } from '../request.ts'
import type { ZuoraAsk } from '../zuora-ask.ts'
import { isSo } from './change-steps.ts'
import { hasBegunSince, ownTrialBalanceAsk } from './trial-balance-steps.ts'

/** What a look at the period tells for good, to be stored before anything is decided from it. */
export function learnFrom(request: Request, period: AccountingPeriod | undefined): Partial<Pick<Request, 'asks'>> {
  return period ? ownRunIn(request, period) : {}
}

/** What names the bot's own user in Zuora, once Zuora has accepted it. A final trial balance changes the period by itself. */
const telling: ReadonlySet<ZuoraAsk> = new Set(['pending-close', 'reopen', 'create', 'update'])

export function tellsBotUser(what: ZuoraAsk): boolean {
  return telling.has(what)
}

/**
 * Zuora's user id of the bot, in the read that follows its own accepted ask at once: then Zuora names it as who changed, or
 * created, the period. In any later read it may be somebody else's change.
 */
export function botUserIn(
  { action, fields }: Request,
  what: ZuoraAsk,
  period: AccountingPeriod | undefined,
): string | null {
  if (!period) return null
  if (what === 'pending-close') return period.status === 'PendingClose' ? period.updatedBy : null
  if (!isChange(action) || !isSo(action, { fields }, period)) return null
  return action === 'create' ? period.createdBy : period.updatedBy
}

/** The first run that begins after the ask is the one it started. */
function ownRunIn(request: Request, { trialBalance }: AccountingPeriod): Partial<Pick<Request, 'asks'>> {
  const own = ownTrialBalanceAsk(request)
  if (!own || own.trialBalanceStart !== null || trialBalance.start === null) return {}
  if (!hasBegunSince(trialBalance, own)) return {}
  const what = own === request.asks['run-trial-balance'] ? 'run-trial-balance' : 'pending-close'
  return { asks: { ...request.asks, [what]: { ...own, trialBalanceStart: trialBalance.start } } }
}
