import type { AccountingPeriod } from '../accounting-period.ts'
import { isDecided } from '../approval.ts'
import { secondsBetween } from '../calendar-date.ts'
import type { Action } from '../policy.ts'
import { lookWhileAwaitingSeconds } from '../polling.ts'
import { type Obstacle, obstaclesToClosing, requiredItemsLeft, withNotChecked } from '../preconditions.ts'
import { type Change, changesSince, type Snapshot, takeSnapshot } from '../snapshot.ts'
import type { ZuoraAsk } from '../zuora-ask.ts'
import { mostAsks } from './ask-state.ts'
import { end, type Facts, type Step } from './step.ts'

/**
 * From "nothing stands in the way" to the ask: obstacles block, approvers agree to exactly this snapshot, and when they
 * have, everything is looked at once more before Zuora is asked. `scanned`: whether the action needs the six scans.
 */
export function stepToAsk(
  facts: Facts,
  period: AccountingPeriod,
  ask: { what: ZuoraAsk; scanned: boolean; approved: boolean },
): Step {
  if (ask.scanned && !facts.closer) return { kind: 'look-closer' }
  const snapshot = takeSnapshot(period, ask.scanned ? (facts.closer?.scans ?? null) : null)
  const obstacles = ask.scanned ? obstaclesNow(facts, period) : []
  const stale = whyApprovalsAreVoid(facts, snapshot, obstacles)
  if (stale.length > 0) return { kind: 'void', changes: stale }
  if (obstacles.length > 0) return { kind: 'block', obstacles }
  const needed = facts.policy.approvalsNeeded
  if (needed === undefined) {
    return end({ kind: 'refused', because: { kind: 'policy', action: facts.request.action } })
  }
  if (!ask.approved || needed === 0) return stepAsk(facts, ask.what, snapshot)
  return stepWithApprovers(facts, { what: ask.what, snapshot, needed })
}

function stepWithApprovers(facts: Facts, ask: { what: ZuoraAsk; snapshot: Snapshot; needed: number }): Step {
  const { request, now } = facts
  if (!hasRound(request)) {
    const changes = request.snapshot ? changesSince(request.snapshot, ask.snapshot) : []
    return {
      kind: 'start-round',
      snapshot: ask.snapshot,
      changes: changes.length > 0 ? changes : request.changes,
      approvalsNeeded: ask.needed,
    }
  }
  if (isDecided(request)) return stepAsk(facts, ask.what, ask.snapshot)
  const left = request.expiresAt === null ? 0 : secondsBetween(now, request.expiresAt)
  return { kind: 'await-decision', timeoutSeconds: awaitSeconds(left) }
}

/** What each action asks of Zuora in the end. */
export const mainAsks = {
  close: 'close',
  'pending-close': 'pending-close',
  'trial-balance': 'run-trial-balance',
  'set-back-to-open': 'reopen',
} as const satisfies Record<Action, ZuoraAsk>

/** Asks Zuora, unless it was asked so often that more of the same is no use. */
export function stepAsk({ request }: Facts, what: ZuoraAsk, snapshot: Snapshot): Step {
  const times = request.asks[what]?.times ?? 0
  if (times >= mostAsks) return end({ kind: 'failed', because: { kind: 'asked-too-often', asked: what, times } })
  return { kind: 'ask', what, snapshot, isMain: what === mainAsks[request.action] }
}

/** How long to wait for people: until the expiry, but Zuora is looked at in between. At least a second. */
export function awaitSeconds(secondsLeft: number): number {
  return Math.max(1, Math.ceil(Math.min(secondsLeft, lookWhileAwaitingSeconds)))
}

function obstaclesNow(facts: Facts, period: AccountingPeriod): Obstacle[] {
  const { calendar = [], scans = [] } = facts.closer ?? {}
  return withNotChecked(
    [...obstaclesToClosing({ period, calendar, today: facts.today }), ...requiredItemsLeft(scans)],
    scans,
  )
}

/** An approval is for exactly what the approver saw, under the policy that asked for it. */
function whyApprovalsAreVoid(facts: Facts, now: Snapshot, obstacles: readonly Obstacle[]): Change[] {
  const { request, policy } = facts
  if (!hasRound(request) || request.snapshot === null) return []
  const changes = changesSince(request.snapshot, now)
  if (request.policyHash !== policy.hash) {
    changes.push({ what: 'the policy', was: request.policyHash.slice(0, 8), is: policy.hash.slice(0, 8) })
  }
  if (changes.length === 0 && obstacles.length > 0) {
    changes.push({ what: 'what stands in the way of the close', was: 'nothing', is: 'listed in the status message' })
  }
  return changes
}

/** Whether approvals of a round are being collected or were used to ask. One may have been asked without any, too. */
export function hasRound(request: Facts['request']): boolean {
  if (request.round === 0) return false
  return request.status === 'awaiting' || (request.status === 'asking' && isDecided(request))
}
