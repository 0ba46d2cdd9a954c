import type { AccountingPeriod } from '../accounting-period.ts'
import type { Request } from '../request.ts'
import { hasBegunSince, ownTrialBalanceAsk } from '../steps/trial-balance-steps.ts'
import type { LogEntry } from './log.ts'

/**
 * Whose trial balance it is: `final` is the one that Zuora runs of a period that this request closed; `before-request` had
 * ended when this request began, or its own had not begun yet.
 */
type Whose = 'this-request' | 'others' | 'before-request' | 'final'

/**
 * The end of a trial balance that this look is the first to see, once for each run; what came after the outcome is told
 * with the follow-up. Undefined: none has ended, or the record has it already.
 */
export function trialBalanceEnded(
  request: Request,
  period: AccountingPeriod | undefined,
  at: string,
): { trialBalanceNoted: string; entry: LogEntry } | undefined {
  const trialBalance = period?.trialBalance
  const hasEnded = trialBalance?.status === 'completed' || trialBalance?.status === 'error'
  if (!period || !trialBalance || !hasEnded || request.status === 'finished') return undefined
  const { start, end, statusText, errorMessage } = trialBalance
  const trialBalanceNoted = JSON.stringify([start, end, statusText])
  if (request.trialBalanceNoted === trialBalanceNoted) return undefined
  const details = { status: statusText, start, end, errorMessage, whose: whoseRun(request, period) }
  return { trialBalanceNoted, entry: { at, kind: 'trial-balance-ended', by: null, details } }
}

function whoseRun(request: Request, { status, trialBalance }: AccountingPeriod): Whose {
  const { asks, othersSince, trialBalanceNoted } = request
  if (asks.close && status === 'Closed' && hasBegunSince(trialBalance, asks.close)) return 'final'
  const own = ownTrialBalanceAsk(request)
  if (own && trialBalance.start !== null && own.trialBalanceStart === trialBalance.start) return 'this-request'
  if (own && own.trialBalanceStart === null && !hasBegunSince(trialBalance, own)) return 'before-request'
  return !own && trialBalanceNoted === null && othersSince === null ? 'before-request' : 'others'
}
