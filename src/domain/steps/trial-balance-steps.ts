import type { AccountingPeriod, TrialBalance } from '../accounting-period.ts'
import { secondsBetween } from '../calendar/calendar-date.ts'
import { pollAfterSeconds } from '../polling.ts'
import type { Asked, Request } from '../request.ts'
import { end, type Facts, type Step } from './step.ts'

/** The last of this request's asks that may have started a trial balance: setting to pending close starts one by itself. */
export function ownTrialBalanceAsk(request: Request): Asked | undefined {
  const asks = [request.asks['pending-close'], request.asks['run-trial-balance']]
  return asks
    .filter((asked) => asked !== undefined)
    .filter(({ answer }) => answer?.kind !== 'refused' && answer?.kind !== 'busy')
    .sort((a, b) => a.at.localeCompare(b.at))
    .at(-1)
}

/**
 * Waits for the trial balance that this request started, and ends the request when it never starts, never ends or
 * fails. Undefined once it is completed. A run is recognised by Zuora's start text: an old one still showing is not ours,
 * and after ours was seen, any other is somebody else's.
 */
export function stepWhileOwnTrialBalance(facts: Facts, period: AccountingPeriod, own: Asked): Step | undefined {
  const { trialBalance } = period
  const wasSeen = own.trialBalanceStart !== null
  if (!hasBegunSince(trialBalance, own)) {
    return wasSeen ? stepWhileOthersRun(facts, period) : stepUntilTrialBalanceStarts(facts, own)
  }
  const isOwn = !wasSeen || trialBalance.start === own.trialBalanceStart
  const run: Run = isOwn
    ? { startedBy: 'us', since: own.at }
    : { startedBy: 'others', since: facts.request.othersSince ?? facts.now }
  return stepWhileTrialBalance(facts, period, run)
}

/** Zuora shows a queued run, and a period that never had one, alike: `Pending` without a start. Only a new start tells. */
export function hasBegunSince(trialBalance: TrialBalance, { trialBalanceStartBefore }: Asked): boolean {
  const { status, start } = trialBalance
  return status === 'running' || (status !== 'none' && start !== null && start !== trialBalanceStartBefore)
}

function stepUntilTrialBalanceStarts(facts: Facts, own: Asked): Step {
  const waitedSeconds = secondsBetween(own.at, facts.now)
  if (waitedSeconds > facts.patience.trialBalanceStart) {
    return end({ kind: 'failed', because: { kind: 'trial-balance-never-started', waitedSeconds } })
  }
  return { kind: 'wait', seconds: pollAfterSeconds(waitedSeconds), progress: { kind: 'trial-balance-starting' } }
}

type Run = { startedBy: 'us' | 'others'; since: string }

/** Waits for a trial balance to end, whoever started it; ends the request when it does not or fails. */
export function stepWhileTrialBalance(facts: Facts, period: AccountingPeriod, run: Run): Step | undefined {
  const { trialBalance } = period
  switch (trialBalance.status) {
    case 'running':
      return stepWhileRunning(facts, period, run)
    case 'error':
      return end({
        kind: 'failed',
        because: { kind: 'trial-balance-error', trialBalance, startedBy: run.startedBy },
      })
    case 'unknown':
      return end({ kind: 'failed', because: { kind: 'trial-balance-unknown', status: trialBalance.statusText } })
    default:
      return undefined
  }
}

export function stepWhileRunning(facts: Facts, period: AccountingPeriod, run: Run): Step {
  const { start } = period.trialBalance
  const waitedSeconds = secondsBetween(run.since, facts.now)
  if (waitedSeconds > facts.patience.trialBalance) {
    const { startedBy } = run
    return end({ kind: 'failed', because: { kind: 'trial-balance-never-ended', waitedSeconds, start, startedBy } })
  }
  return {
    kind: 'wait',
    seconds: pollAfterSeconds(waitedSeconds),
    progress: { kind: 'trial-balance-running', startedBy: run.startedBy, start, forSeconds: waitedSeconds },
  }
}

/** Setting to pending close queues a run, which Zuora shows like none at all: it gets the time that a start may take. */
export function isQueuedRun({ request, now, patience }: Facts, { trialBalance }: AccountingPeriod): boolean {
  const waitedSeconds = request.othersSince === null ? 0 : secondsBetween(request.othersSince, now)
  const isQueued = trialBalance.status === 'none' && trialBalance.statusText === 'Pending'
  return isQueued && waitedSeconds <= patience.trialBalanceStart
}

/** Waits for a trial balance that others started: Zuora does nothing else with the period until it has ended. */
export function stepWhileOthersRun(facts: Facts, period: AccountingPeriod): Step {
  return stepWhileRunning(facts, period, { startedBy: 'others', since: facts.request.othersSince ?? facts.now })
}
