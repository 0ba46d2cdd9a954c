import type { PeriodSeen } from '../evidence/filed.ts'
import { isDone } from '../outcome.ts'
import { asksZuora } from '../policy/policy.ts'
import type { Request } from '../request.ts'
import { mainAsks } from '../steps/approval/approval-step.ts'
import { type Difference, isSameCompared } from './difference.ts'
import { meantFor } from './own-effects.ts'

/** How the bot's own doing is known in Zuora. `user`: its user id, null while it is not known. */
export type Bot = { user: string | null; requests: readonly Request[] }

/**
 * A request that ended without knowing: its ask took effect later, and Zuora names the bot's own user. Of a deleted period
 * nothing tells, so there the ask must have been accepted.
 */
export function lateRequestOf({ was, is }: Difference, { user, requests }: Bot): Request | undefined {
  const id = was?.id ?? is?.id ?? ''
  return requests.find((request) =>
    mayComeLate(request, id).some((meant) => {
      if (meant === null || is === null) return meant === is && request.asks.delete?.answer?.kind === 'accepted'
      return user !== null && is.updatedBy === user && isSameCompared({ ...(was ?? is), ...meant }, is)
    }),
  )
}

/** What may still have become so of what it asked for. */
function mayComeLate(request: Request, id: string): (Partial<PeriodSeen> | null)[] {
  const { action, outcome, asks, period } = request
  if (isDone(outcome)) return []
  const isAsked = asksZuora(action) && asks[mainAsks[action]] !== undefined
  const meant = isAsked ? meantFor(request, id) : undefined
  const isPending = asks['pending-close'] !== undefined && period.id === id
  return [...(meant === undefined ? [] : [meant]), ...(isPending ? [{ status: 'PendingClose' }] : [])]
}

/** Whether nobody but the bot, or Zuora itself, need have touched a period that is otherwise the same. */
export function isUntouchedByOthers(was: PeriodSeen, is: PeriodSeen, bot: Bot): boolean {
  if (was.updatedOn === null || was.updatedOn === is.updatedOn) return true
  if (bot.user !== null && is.updatedBy === bot.user) return true
  if (is.updatedBy === was.updatedBy && (isOwnRun(was, is, bot) || hasRunGoneOn(was, is) || isUnknownBot(bot)))
    return true
  return is.status === 'Open' && hasNewRun(was, is)
}

/** Who the bot is in Zuora has not been learned, and it has asked for something: it may be who changed it before, too. */
function isUnknownBot({ user, requests }: Bot): boolean {
  return user === null && requests.some(({ asks }) => Object.keys(asks).length > 0)
}

function hasNewRun(was: PeriodSeen, is: PeriodSeen): boolean {
  return is.trialBalanceStart !== null && is.trialBalanceStart !== was.trialBalanceStart
}

function isOwnRun(was: PeriodSeen, is: PeriodSeen, { requests }: Bot): boolean {
  return hasNewRun(was, is) && ownRuns(requests).has(is.trialBalanceStart ?? '')
}

/** The start and the end of a run that was queued or under way change the period, without anybody doing anything. */
function hasRunGoneOn(was: PeriodSeen, is: PeriodSeen): boolean {
  const isSameRun = was.trialBalanceStart === null || was.trialBalanceStart === is.trialBalanceStart
  const wasUnderWay = was.trialBalanceStatus === 'Pending' || was.trialBalanceStatus === 'Processing'
  return isSameRun && wasUnderWay
}

/** The starts, as Zuora writes them, of the trial balances that requests of the bot started. */
export function ownRuns(requests: readonly Request[]): ReadonlySet<string> {
  const starts = requests.flatMap(({ asks, followUp, outcome }) => [
    ...Object.values(asks).map((asked) => asked?.trialBalanceStart),
    followUp && 'trialBalance' in followUp ? followUp.trialBalance.start : null,
    outcome?.kind === 'closed-with-problem' ? outcome.trialBalance.start : null,
  ])
  return new Set(starts.filter((start) => typeof start === 'string'))
}
