import type { AccountingPeriod } from '../accounting-period.ts'
import { secondsBetween } from '../calendar/calendar-date.ts'
import type { FollowUp, Outcome } from '../outcome.ts'
import type { Asked } from '../request.ts'
import { takeSnapshot } from '../snapshot.ts'
import { stepAsk, stepToAsk } from './approval/approval-step.ts'
import { stepOnNewRun, stepVoidFirst } from './approval/stale-approvals.ts'
import { askUnderWay, stateOfAsk } from './ask-state.ts'
import { closedByOthers, closedByUnknown, movedByOthers, refusedByZuora } from './endings.ts'
import { comparesReports } from './next-follow-up.ts'
import { end, type Facts, type Step } from './step.ts'
import {
  hasBegunSince,
  isQueuedRun,
  ownTrialBalanceAsk,
  stepWhileOthersRun,
  stepWhileOwnTrialBalance,
  stepWhileTrialBalance,
} from './trial-balance-steps.ts'
import { waitForAsk } from './wait-for-ask.ts'

/** While the close has been asked for and may yet take effect, nothing else is decided. Undefined when it was not, or was in vain. */
export function stepAfterCloseAsked(facts: Facts, period: AccountingPeriod): Step | undefined {
  const asked = facts.request.asks.close
  if (period.status === 'Closed') return endOfClose(facts, period)
  if (!asked) return undefined
  const waitedSeconds = secondsBetween(asked.at, facts.now)
  const wait = waitForAsk(facts, 'close')
  switch (stateOfAsk(asked, facts.now)) {
    case 'settling':
      return wait
    case 'refused':
      return end(refusedByZuora('close', asked))
    case 'accepted':
      if (period.status === 'Open') return end(movedByOthers(period))
      // "Pending close" can last after an accepted close, while Zuora still processes revenue schedules.
      if (waitedSeconds <= facts.patience.trialBalance) return wait
      return end({ kind: 'failed', because: { kind: 'never-took-effect', asked: 'close', waitedSeconds } })
    default:
      return undefined
  }
}

/** The period is Closed. By us only if our own ask explains it; otherwise others did it, and it is recorded as theirs. */
function endOfClose(facts: Facts, period: AccountingPeriod): Step {
  const asked = facts.request.asks.close
  const whose = asked ? whoseClose(facts, period, asked) : 'others'
  if (!asked || whose !== 'ours') {
    const ending = whose === 'unknown' ? closedByUnknown(period) : closedByOthers(period)
    return mayBeAnswered(asked, facts) ?? end(ending)
  }
  const { trialBalance } = period
  const hasRun = hasBegunSince(trialBalance, asked)
  const followUp: FollowUp = { kind: 'waiting', since: facts.now }
  if (!hasRun) return { kind: 'end', outcome: { kind: 'succeeded' }, followUp }
  if (trialBalance.status === 'error') {
    const outcome: Outcome = { kind: 'closed-with-problem', trialBalance }
    return { kind: 'end', outcome, followUp: null }
  }
  if (trialBalance.status === 'completed' && !comparesReports(facts.request)) {
    return { kind: 'end', outcome: { kind: 'succeeded' }, followUp: { kind: 'completed', trialBalance } }
  }
  return { kind: 'end', outcome: { kind: 'succeeded' }, followUp }
}

/** The turn that asked, for the close or for what comes before it, may still be at it: its answer tells whose close it was. */
function mayBeAnswered(asked: Asked | undefined, facts: Facts): Step | undefined {
  const what = asked ? 'close' : askUnderWay(facts.request, facts.now)
  if (what === undefined || facts.request.asks[what]?.answer !== null) return undefined
  return stateOfAsk(facts.request.asks[what], facts.now) === 'settling' ? waitForAsk(facts, what) : undefined
}

/**
 * Ours: Zuora accepted our ask; or its answer was lost, or was an error, and Zuora names the bot's own user as who changed
 * the period. Where that user is not known, nor is whose close it was.
 */
function whoseClose(facts: Facts, period: AccountingPeriod, asked: Asked): 'ours' | 'others' | 'unknown' {
  if (asked.answer?.kind === 'accepted') return 'ours'
  if (asked.answer?.kind === 'busy' && !asked.mayHaveBeenHeard) return 'others'
  if (facts.integrationUser === null || period.updatedBy === null) return 'unknown'
  return period.updatedBy === facts.integrationUser ? 'ours' : 'others'
}

/** A period that is Open: set it to pending close, once nothing stands in the way. */
export function stepWhileOpen(facts: Facts, period: AccountingPeriod): Step {
  const { request, now } = facts
  const asked = request.asks['pending-close']
  const state = stateOfAsk(asked, now)
  if (state === 'settling') return waitForAsk(facts, 'pending-close')
  if (state === 'accepted' || wasInPendingClose(request)) return end(movedByOthers(period))
  if (period.trialBalance.status === 'running') return stepVoidFirst(facts, period) ?? stepWhileOthersRun(facts, period)
  const hasChangedSince = asked !== undefined && asked.trialBalanceStartBefore !== period.trialBalance.start
  if (asked && state === 'refused' && !hasChangedSince) return end(refusedByZuora('pending-close', asked))
  return stepToAsk(facts, period, {
    what: 'pending-close',
    scanned: true,
    approved: request.action === 'pending-close',
  })
}

/** What was shown to approvers, and what was asked, was then of a period in pending close: that it is Open is others' doing. */
function wasInPendingClose({ snapshot, asks }: Facts['request']): boolean {
  return snapshot?.status === 'PendingClose' || asks.close !== undefined || asks['run-trial-balance'] !== undefined
}

/** A period in pending close, on its way to Closed: its trial balance must be completed, then people decide. */
export function stepWhilePendingClose(facts: Facts, period: AccountingPeriod): Step {
  const { request, now } = facts
  const ran = request.asks['run-trial-balance']
  const state = stateOfAsk(ran, now)
  const isRunning = period.trialBalance.status === 'running'
  if (isRunning || period.trialBalance.status === 'none') {
    const step = stepOnNewRun(facts, period)
    if (step) return step
  }
  if (state === 'settling' && !isRunning) return waitForAsk(facts, 'run-trial-balance')
  if (ran && state === 'refused' && !isRunning && ran.trialBalanceStartBefore === period.trialBalance.start) {
    return end(refusedByZuora('run-trial-balance', ran))
  }
  if (ran && state === 'again' && wasNotHeard(ran, period)) {
    return stepAsk(facts, 'run-trial-balance', takeSnapshot(period, null))
  }
  const own = ownTrialBalanceAsk(request)
  const waiting = own ? stepWhileOwnTrialBalance(facts, period, own) : stepWithOthersTrialBalance(facts, period)
  return waiting ?? stepToAsk(facts, period, { what: 'close', scanned: true, approved: true })
}

/** Neither running nor queued, although it can no longer take effect: Zuora never got the ask whose answer was lost. */
function wasNotHeard(ran: Asked, { trialBalance }: AccountingPeriod): boolean {
  return ran.answer?.kind !== 'busy' && trialBalance.statusText !== 'Pending' && !hasBegunSince(trialBalance, ran)
}

/** Others set it to pending close: their trial balance is good if it completed; otherwise one is run for this close. */
function stepWithOthersTrialBalance(facts: Facts, period: AccountingPeriod): Step | undefined {
  const { status } = period.trialBalance
  if (status === 'running') return stepWhileOthersRun(facts, period)
  if (isQueuedRun(facts, period)) return stepWhileOthersRun(facts, period)
  if (status === 'none' || status === 'error') {
    return stepVoidFirst(facts, period) ?? stepAsk(facts, 'run-trial-balance', takeSnapshot(period, null))
  }
  return stepWhileTrialBalance(facts, period, { startedBy: 'others', since: facts.now })
}
