import type { AccountingPeriod } from '../../accounting-period.ts'
import { isDecided } from '../../approvals/approval.ts'
import { lapsedApprovals } from '../../approvals/validity.ts'
import type { Obstacle } from '../../preconditions.ts'
import { type Change, changesSince, type Snapshot, takeSnapshot } from '../../snapshot.ts'
import type { Facts, Step } from '../step.ts'
import { isQueuedRun, stepWhileOthersRun } from '../trial-balance-steps.ts'

/** Whether approvals of a round are being collected or were used to ask. One may have been asked without any, too. */
export function hasRound(request: Facts['request']): boolean {
  if (request.round === 0) return false
  return request.status === 'awaiting' || (request.status === 'asking' && isDecided(request))
}

/** An approval is for exactly what the approver saw, under the policy that asked for it, and for a time: anything else voids it. */
export function stepIfStale(facts: Facts, now: Snapshot, obstacles: readonly Obstacle[]): Step | undefined {
  const { request } = facts
  if (!hasRound(request) || request.snapshot === null) return undefined
  const apartFromSnapshot = [...changeOfPolicy(facts), ...lapsedBy(facts)]
  const changes = [...changesSince(request.snapshot, now), ...apartFromSnapshot]
  if (changes.length === 0 && obstacles.length > 0) {
    changes.push({ what: 'what stands in the way of the close', was: 'nothing', is: 'listed in the status message' })
  }
  if (changes.length === 0) return undefined
  const isNewRunAll = apartFromSnapshot.length === 0 && obstacles.length === 0 && isOnlyANewRun(request.snapshot, now)
  if (!isNewRunAll || !mayKeepApprovals(facts)) return { kind: 'void', changes }
  return { kind: 'compare-reports', snapshot: withNewRun(request.snapshot, now), changes }
}

/** Another came into force since the card asked; also if this one is in force again by now: people were told that it is void. */
function changeOfPolicy({
  request: { policyHash, roundStartedAt },
  policy: { hash },
  policyBeforeAt,
}: Facts): Change[] {
  const hasReturned = policyBeforeAt !== null && roundStartedAt !== null && policyBeforeAt > roundStartedAt
  if (policyHash === hash && !hasReturned) return []
  const was = policyHash.slice(0, 8)
  return [{ what: 'the policy', was, is: policyHash === hash ? `${was} again, after another` : hash.slice(0, 8) }]
}

function lapsedBy({ request, now, approvalValidForSeconds: validForSeconds }: Facts): Change[] {
  return lapsedApprovals(request, { validForSeconds, now })
}

function isOnlyANewRun(seen: Snapshot, now: Snapshot): boolean {
  const { trialBalance } = now
  return seen.trialBalance.start !== trialBalance.start && changesSince({ ...seen, trialBalance }, now).length === 0
}

function withNewRun(seen: Snapshot, { trialBalance }: Snapshot): Snapshot {
  return { ...seen, trialBalance, sameReportsAs: seen.sameReportsAs ?? seen.trialBalance.start }
}

/** Only where the policy says so, and every report was measured for the card: otherwise there is nothing to compare. */
function mayKeepApprovals({ request, onNewTrialBalance }: Facts): boolean {
  const reports = request.shown?.reports ?? []
  const areMeasured = reports.length > 0 && reports.every(({ kind }) => kind === 'measured')
  return onNewTrialBalance === 'keep-if-reports-equal' && areMeasured
}

/**
 * A trial balance that others start while people decide makes their approvals void at once; where it may turn out to be
 * equal, it is waited for.
 */
export function stepOnNewRun(facts: Facts, period: AccountingPeriod): Step | undefined {
  const { request } = facts
  if (!hasRound(request) || request.snapshot === null) return undefined
  const isComing = period.trialBalance.status === 'running' || isQueuedRun(facts, period)
  if (isComing && mayKeepApprovals(facts)) return stepWhileOthersRun(facts, period)
  return stepVoidFirst(facts, period)
}

export function stepVoidFirst({ request }: Facts, period: AccountingPeriod): Step | undefined {
  if (!hasRound(request) || request.snapshot === null) return undefined
  return { kind: 'void', changes: changesSince(request.snapshot, takeSnapshot(period, request.snapshot.scans)) }
}

/** Why the next card asks again: what is different from the one before, and what else had voided that. */
export function changesForNextRound({ request }: Facts, now: Snapshot): readonly Change[] {
  const changes = request.snapshot ? changesSince(request.snapshot, now) : []
  const others = request.changes.filter(({ what }) => !changes.some((change) => change.what === what))
  return [...changes, ...others]
}
