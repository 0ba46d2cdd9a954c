import type { AccountingPeriod } from '../accounting-period.ts'
import { isOutOfTime } from '../approvals/approval.ts'
import { secondsBetween } from '../calendar/calendar-date.ts'
import { isChange } from '../policy/policy.ts'
import { askSettledAfterSeconds, requestLifetimeSeconds } from '../polling.ts'
import type { RangeChild } from '../request.ts'
import { stepToAsk } from './approval/approval-step.ts'
import { stepVoidFirst } from './approval/stale-approvals.ts'
import { askUnderWay, stateOfAsk } from './ask-state.ts'
import { endOfChange, stepAfterChangeAsked, stepToChange } from './change-steps.ts'
import { stepAfterCloseAsked, stepWhileOpen, stepWhilePendingClose } from './close-steps.ts'
import { closedByOthers, movedByOthers, refusedByZuora } from './endings.ts'
import { nextFollowUp } from './next-follow-up.ts'
import { secondsUntilPlanned } from './planned.ts'
import { stepOfRange } from './range-steps.ts'
import { end, type Facts, type Step } from './step.ts'
import {
  hasBegunSince,
  ownTrialBalanceAsk,
  stepWhileOthersRun,
  stepWhileOwnTrialBalance,
} from './trial-balance-steps.ts'
import { waitForAsk } from './wait-for-ask.ts'

/**
 * The one next step of a request, from what the store and Zuora say now. Called on every turn of the workflow, and any
 * turn may be a repetition: nothing here relies on what an earlier turn meant to do, only on what it stored.
 */
export function nextStep(facts: Facts): Step {
  const { request, period } = facts
  if (request.status === 'finished') return nextFollowUp(facts)
  if (request.outcome) return end(request.outcome)
  if (request.action === 'control-test') return end({ kind: 'failed', because: { kind: 'rehearsal-broken-off' } })
  if (!request.lockTaken) return { kind: 'take-lock' }
  const untilPlanned = secondsUntilPlanned(facts)
  if (untilPlanned !== null) return stepAfterPeople(facts) ?? { kind: 'await-time', timeoutSeconds: untilPlanned }
  if (request.range) return stepOfRangeOrPeople(facts, request.range)
  if (isChange(request.action)) {
    const { action } = request
    return stepAfterChangeAsked(facts, action) ?? stepAfterPeople(facts) ?? stepToChange(facts, action)
  }
  if (!period) return waitForAnyAsk(facts) ?? end({ kind: 'failed', because: { kind: 'period-missing' } })
  return stepAfterMainAsk(facts, period) ?? stepAfterPeople(facts) ?? stepOfStatus(facts, period)
}

/** How its closes have ended comes before a cancellation that came too late to change anything. */
function stepOfRangeOrPeople(facts: Facts, range: readonly RangeChild[]): Step {
  const step = stepOfRange(facts, range)
  return step.kind === 'end' ? step : (stepAfterPeople(facts) ?? step)
}

/** An ask that may be under way, or has had its effect, comes before everything that people clicked meanwhile. */
function stepAfterMainAsk(facts: Facts, period: AccountingPeriod): Step | undefined {
  return facts.request.action === 'close' ? stepAfterCloseAsked(facts, period) : undefined
}

/** What ends a request without Zuora: a rejection, a cancellation, time. Not while an ask may still take effect. */
function stepAfterPeople(facts: Facts): Step | undefined {
  const { request, now } = facts
  const isTooOld = secondsBetween(request.notBefore ?? request.askedAt, now) > requestLifetimeSeconds
  const isExpired = isOutOfTime(request, now)
  if (!request.stopped && !isExpired && !isTooOld) return undefined
  const wait = waitForAnyAsk(facts)
  if (wait) return wait
  if (request.stopped?.kind === 'rejected') {
    return end({ kind: 'rejected', by: request.stopped.by.id, reason: request.stopped.reason ?? '' })
  }
  if (request.stopped) return end({ kind: 'cancelled', by: request.stopped.by.id })
  if (isTooOld) return end({ kind: 'expired', waitedFor: 'anything' })
  return end({ kind: 'expired', waitedFor: request.status === 'blocked' ? 'obstacles' : 'approval' })
}

/** Nothing is given up while an ask may still take effect. */
function waitForAnyAsk(facts: Facts): Step | undefined {
  const what = askUnderWay(facts.request, facts.now)
  return what && waitForAsk(facts, what)
}

function stepOfStatus(facts: Facts, period: AccountingPeriod): Step {
  if (period.status === 'Unknown') {
    const obstacles = [{ kind: 'unknown-status', status: period.statusText } as const]
    return end({ kind: 'refused', because: { kind: 'obstacles', obstacles } })
  }
  if (facts.request.action === 'set-back-to-open') return stepBackToOpen(facts, period)
  if (period.status === 'Closed') return waitForAnyAsk(facts) ?? end(closedByOthers(period))
  if (facts.request.action === 'trial-balance') return stepToTrialBalance(facts, period)
  if (period.status === 'Open') return stepWhileOpen(facts, period)
  return facts.request.action === 'close' ? stepWhilePendingClose(facts, period) : stepAfterPendingClose(facts, period)
}

/** `pending-close`: done when the trial balance that it started is. */
function stepAfterPendingClose(facts: Facts, period: AccountingPeriod): Step {
  const asked = facts.request.asks['pending-close']
  const own = ownTrialBalanceAsk(facts.request)
  if (!asked || !own) return end(movedByOthers(period))
  return stepWhileOwnTrialBalance(facts, period, own) ?? end({ kind: 'succeeded' })
}

/** `trial-balance`: one that others are running is followed to its end and told as theirs. */
function stepToTrialBalance(facts: Facts, period: AccountingPeriod): Step {
  const { request, now } = facts
  const { trialBalance } = period
  const asked = request.asks['run-trial-balance']
  const own = ownTrialBalanceAsk(request)
  const hasBegun = asked !== undefined && hasBegunSince(trialBalance, asked)
  if (own && (hasBegun || stateOfAsk(asked, now) === 'accepted')) {
    return stepWhileOwnTrialBalance(facts, period, own) ?? end({ kind: 'succeeded' })
  }
  if (trialBalance.status === 'running') return stepVoidFirst(facts, period) ?? stepWhileOthersRun(facts, period)
  if (request.othersSince !== null) {
    return end({ kind: 'overtaken', because: { kind: 'trial-balance-by-others', trialBalance } })
  }
  const state = stateOfAsk(asked, now)
  if (asked && state === 'refused') return end(refusedByZuora('run-trial-balance', asked))
  if (state === 'settling') return waitForAsk(facts, 'run-trial-balance')
  return stepToAsk(facts, period, { what: 'run-trial-balance', scanned: false, approved: true })
}

/** `set-back-to-open`: takes back a pending close of the bot's own, unless others have changed the period since. */
function stepBackToOpen(facts: Facts, period: AccountingPeriod): Step {
  const asked = facts.request.asks.reopen
  const state = stateOfAsk(asked, facts.now)
  if (period.status === 'Open') return endOfChange(facts, asked)
  if (period.status === 'Closed') return end(closedByOthers(period))
  if (state === 'settling') return waitForAsk(facts, 'reopen')
  if (asked && state === 'refused') return end(refusedByZuora('reopen', asked))
  if (asked && state === 'accepted') {
    const waitedSeconds = secondsBetween(asked.at, facts.now)
    if (waitedSeconds <= askSettledAfterSeconds) return waitForAsk(facts, 'reopen')
    return end({ kind: 'failed', because: { kind: 'never-took-effect', asked: 'reopen', waitedSeconds } })
  }
  return stepToAsk(facts, period, { what: 'reopen', scanned: false, approved: false })
}
