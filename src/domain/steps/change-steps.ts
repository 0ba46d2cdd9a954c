import type { AccountingPeriod } from '../accounting-period.ts'
import { secondsBetween } from '../calendar/calendar-date.ts'
import { fieldsThatDiffer, sameFieldsOf } from '../calendar/period-fields.ts'
import type { Outcome } from '../outcome.ts'
import { asksZuora, type ChangeAction } from '../policy/policy.ts'
import { askSettledAfterSeconds } from '../polling.ts'
import type { Asked, Request } from '../request.ts'
import { type Snapshot, takeSnapshot } from '../snapshot.ts'
import { mainAsks, stepToAskForChange } from './approval/approval-step.ts'
import { stateOfAsk } from './ask-state.ts'
import { refusedByZuora } from './endings.ts'
import { end, type Facts, type Step } from './step.ts'
import { waitForAsk } from './wait-for-ask.ts'

/**
 * A change (reopen, create, update, delete) is one ask, and the next read shows whether what it is for is so. Undefined
 * while there is still something to do for it.
 */
export function stepAfterChangeAsked(facts: Facts, action: ChangeAction): Step | undefined {
  const { request, period, now } = facts
  const what = mainAsks[action]
  const asked = request.asks[what]
  const state = stateOfAsk(asked, now)
  if (isSo(action, request, period)) return endOfChange(facts, asked)
  if (state === 'settling') return waitForAsk(facts, what)
  if (!period && action !== 'create') return end({ kind: 'failed', because: { kind: 'period-missing' } })
  if (!asked) return undefined
  const waitedSeconds = secondsBetween(asked.at, now)
  switch (state) {
    case 'refused':
      return end(refusedByZuora(what, asked))
    case 'accepted':
      if (waitedSeconds <= askSettledAfterSeconds) return waitForAsk(facts, what)
      return end({ kind: 'failed', because: { kind: 'never-took-effect', asked: what, waitedSeconds } })
    default:
      return undefined
  }
}

export function stepToChange(facts: Facts, action: ChangeAction): Step {
  return stepToAskForChange(facts, { action, snapshot: snapshotOfChange(facts) })
}

/** Whether what was asked for is so, whoever did it. */
export function isSo(
  action: ChangeAction,
  { fields }: Pick<Request, 'fields'>,
  period: AccountingPeriod | undefined,
): boolean {
  switch (action) {
    case 'create':
      return period !== undefined
    case 'delete':
      return period === undefined
    case 'reopen':
      return period?.status === 'Open'
    default:
      return period !== undefined && fieldsThatDiffer(fields ?? {}, period).length === 0
  }
}

/** What was asked for is so: by us, by others, or nothing tells by whom. */
export function endOfChange(facts: Facts, asked: Asked | undefined): Step {
  const what = facts.request.action
  if (asked?.answer === null && stateOfAsk(asked, facts.now) === 'settling' && asksZuora(what)) {
    return waitForAsk(facts, mainAsks[what])
  }
  const whose = asked ? whoseChange(facts, asked) : 'others'
  if (whose === 'ours') return end({ kind: 'succeeded' })
  return end(doneByOthers(facts.period, whose === 'unknown'))
}

/** Zuora accepted our ask; or its answer was lost and Zuora names the bot's own user. Of a deleted period nothing tells. */
function whoseChange({ period, integrationUser, request }: Facts, asked: Asked): 'ours' | 'others' | 'unknown' {
  if (asked.answer?.kind === 'accepted') return 'ours'
  if (asked.answer?.kind === 'busy' && !asked.mayHaveBeenHeard) return 'others'
  const changedBy = request.action === 'create' ? period?.createdBy : period?.updatedBy
  if (integrationUser === null || !changedBy) return 'unknown'
  return changedBy === integrationUser ? 'ours' : 'others'
}

function doneByOthers(period: AccountingPeriod | undefined, isAnswerLost: boolean): Outcome {
  const { updatedBy = null, updatedOn = null } = period ?? {}
  return { kind: 'overtaken', because: { kind: 'done-by-others', isAnswerLost, updatedBy, updatedOn } }
}

/** What approvers agree to: the period as it is, and for an update the fields that it would change. */
function snapshotOfChange({ request, period }: Facts): Snapshot {
  if (period) {
    const fields = request.fields && sameFieldsOf(request.fields, period)
    return { ...takeSnapshot(period, null), fields }
  }
  const { startDate, endDate } = request.period
  const trialBalance = { status: null, start: null, end: null }
  return { status: 'does not exist yet', startDate, endDate, trialBalance, scans: null }
}
