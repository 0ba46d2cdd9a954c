import type { AccountingPeriod } from '../../accounting-period.ts'
import { isDecided } from '../../approvals/approval.ts'
import { holdUntil, isHeld } from '../../approvals/hold.ts'
import { secondsBetween } from '../../calendar/calendar-date.ts'
import { type Action, asksZuora, type ChangeAction } from '../../policy/policy.ts'
import {
  type Obstacle,
  obstaclesToChange,
  obstaclesToClosing,
  obstaclesToPendingClose,
  requiredItemsLeft,
  withNotChecked,
} from '../../preconditions.ts'
import { type Change, type Snapshot, takeSnapshot } from '../../snapshot.ts'
import type { ZuoraAsk } from '../../zuora-ask.ts'
import { mostAsks } from '../ask-state.ts'
import { changesInDocuments, sinceCard, sinceTrialBalance } from '../documents-step.ts'
import { end, type Facts, type Since, type Step } from '../step.ts'
import { changesForNextRound, hasRound, stepIfStale } from './stale-approvals.ts'
import { awaitSeconds, stepWhileWaiting } from './while-waiting-step.ts'

/**
 * From "nothing stands in the way" to the ask: obstacles block, approvers agree to exactly this snapshot, and when they
 * have, everything is looked at once more before Zuora is asked. `scanned`: whether the action needs the six scans.
 */
export function stepToAsk(
  facts: Facts,
  period: AccountingPeriod,
  ask: { what: ZuoraAsk; scanned: boolean; approved: boolean },
): Step {
  if (ask.scanned && !facts.closer) return { kind: 'look-closer', scans: true }
  const snapshot = takeSnapshot(period, ask.scanned ? (facts.closer?.scans ?? null) : null)
  const obstacles = ask.scanned ? obstaclesNow(facts, period) : []
  const stale = stepIfStale(facts, snapshot, obstacles)
  if (stale) return stale
  if (obstacles.length > 0) return { kind: 'block', obstacles }
  return stepWithPeople(facts, { what: ask.what, snapshot, approved: ask.approved })
}

/** The same for a change, which waits for no obstacle: what stands in its way now ends it. */
export function stepToAskForChange(facts: Facts, change: { action: ChangeAction; snapshot: Snapshot }): Step {
  const { request, period } = facts
  if (!facts.closer) return { kind: 'look-closer', scans: false }
  const { calendar } = facts.closer
  const obstacles = obstaclesToChange({
    action: change.action,
    period,
    calendar,
    fields: request.fields,
    entity: facts.entity,
  })
  if (obstacles.length > 0) return end({ kind: 'refused', because: { kind: 'obstacles', obstacles } })
  const stale = stepIfStale(facts, change.snapshot, [])
  if (stale) return stale
  return stepWithPeople(facts, { what: mainAsks[change.action], snapshot: change.snapshot, approved: true })
}

function stepWithPeople(facts: Facts, ask: { what: ZuoraAsk; snapshot: Snapshot; approved: boolean }): Step {
  const needed = facts.policy.approvalsNeeded
  if (needed === undefined) {
    return end({ kind: 'refused', because: { kind: 'policy', action: facts.request.action } })
  }
  if (ask.approved && needed > 0) return stepWithApprovers(facts, { ...ask, needed })
  return stepToLook(facts, ask.what, sinceTrialBalance) ?? stepAsk(facts, ask.what, ask.snapshot)
}

/** Before a close is asked of approvers, and of Zuora, the documents are looked at: once in this turn. */
function stepToLook(facts: Facts, what: ZuoraAsk, since: (facts: Facts) => Since): Step | undefined {
  if (what !== 'close' || facts.documents) return undefined
  return { kind: 'look-at-documents', since: since(facts) }
}

function stepWithApprovers(facts: Facts, ask: { what: ZuoraAsk; snapshot: Snapshot; needed: number }): Step {
  const { request } = facts
  if (!hasRound(request)) {
    const changes = changesForNextRound(facts, ask.snapshot)
    const snapshot = facts.documents ? { ...ask.snapshot, documents: facts.documents.since } : ask.snapshot
    return (
      stepToLook(facts, ask.what, sinceTrialBalance) ?? {
        kind: 'start-round',
        snapshot,
        changes,
        approvalsNeeded: ask.needed,
      }
    )
  }
  if (isDecided(request)) return stepWhenDecided(facts, ask)
  return stepWhileWaiting(facts)
}

/** Held where the policy says so; then the documents and the approvers are looked at once more, in the turn that asks. */
function stepWhenDecided(facts: Facts, ask: { what: ZuoraAsk; snapshot: Snapshot }): Step {
  const { request, now, holdSeconds } = facts
  const until = request.status === 'awaiting' && request.heldUntil === null ? holdUntil(now, holdSeconds) : null
  if (until !== null) return { kind: 'hold', until }
  if (request.heldUntil !== null && isHeld(request, now)) {
    return { kind: 'await-decision', timeoutSeconds: awaitSeconds(secondsBetween(now, request.heldUntil)) }
  }
  const look = stepToLook(facts, ask.what, sinceCard)
  if (look) return look
  return facts.approvers ? stepAfterLastLook(facts, facts.approvers.changes, ask) : { kind: 'look-at-approvers' }
}

/** The approvers' own last word was about the documents as they were then, and counts as long as they may give it. */
function stepAfterLastLook(
  facts: Facts,
  inApprovers: readonly Change[],
  { what, snapshot }: { what: ZuoraAsk; snapshot: Snapshot },
): Step {
  const changes = [...changesInDocuments(facts), ...inApprovers]
  return changes.length > 0 ? { kind: 'void', changes } : stepAsk(facts, what, snapshot)
}

/** What each action asks of Zuora in the end. */
export const mainAsks = {
  close: 'close',
  'pending-close': 'pending-close',
  'trial-balance': 'run-trial-balance',
  'set-back-to-open': 'reopen',
  reopen: 'reopen',
  create: 'create',
  update: 'update',
  'update-dates': 'update',
  delete: 'delete',
} as const satisfies Record<Exclude<Action, 'close-range' | 'control-test'>, ZuoraAsk>

/** Asks Zuora, unless it was asked so often that more of the same is no use. */
export function stepAsk({ request }: Facts, what: ZuoraAsk, snapshot: Snapshot): Step {
  const times = request.asks[what]?.times ?? 0
  if (times >= mostAsks) return end({ kind: 'failed', because: { kind: 'asked-too-often', asked: what, times } })
  return { kind: 'ask', what, snapshot, isMain: asksZuora(request.action) && what === mainAsks[request.action] }
}

function obstaclesNow(facts: Facts, period: AccountingPeriod): Obstacle[] {
  const { request, today, entity } = facts
  const { calendar = [], scans = [] } = facts.closer ?? {}
  const rules = request.action === 'pending-close' ? obstaclesToPendingClose : obstaclesToClosing
  return withNotChecked([...rules({ period, calendar, today, entity }), ...requiredItemsLeft(scans)], scans)
}
