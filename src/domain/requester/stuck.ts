import { secondsBetween } from '../calendar/calendar-date.ts'
import { type Patience, requestLifetimeSeconds } from '../polling.ts'
import { type Request, referenceOf } from '../request.ts'

/** Why a request does not go on by itself any more, and since when (ISO). */
export type Stuck = { because: StuckBecause; since: string }

type StuckBecause =
  /** Its workflow ends again and again before the request does. */
  | 'started-again-too-often'
  | 'outcome-not-sealed'
  | 'outcome-not-told'
  | 'plan-time-passed'
  | 'expiry-passed'
  | 'lifetime-passed'
  | 'no-progress'

/** What goes on by itself, a workflow that is tried again and an outage of minutes included, has gone on after this. */
const graceSeconds = 3600
/** Once the outcome is known, only the table and Slack are needed. */
const tellingSeconds = 1800
const mostExecutions = 5

/** A request that stands longer than anything that it could be waiting for. An engineer looks at it: docs/runbook.md. */
export function whyStuck(request: Request, now: string, patience: Patience): Stuck | null {
  if (request.told) return null
  const over = (because: StuckBecause, since: string, seconds: number): Stuck | null =>
    secondsBetween(since, now) > seconds ? { because, since } : null
  if (executionsOf(request) >= mostExecutions)
    return { because: 'started-again-too-often', since: lastEntryAt(request) }
  // The last look may come an hour after the time: src/domain/polling.ts.
  const running = patience.trialBalance + 2 * graceSeconds
  if (request.status === 'finished') {
    const isFollowed = request.followUp?.kind === 'waiting'
    return over('outcome-not-told', lastEntryAt(request), isFollowed ? running : tellingSeconds)
  }
  if (request.outcome) return over('outcome-not-sealed', lastEntryAt(request), tellingSeconds)
  const waiting = whyWaitsTooLong(request, over)
  if (waiting !== undefined) return waiting
  return over('no-progress', lastEntryAt(request), mayTakeLong(request) ? running : graceSeconds)
}

type Over = (because: StuckBecause, since: string, seconds: number) => Stuck | null

/** Of what waits for people or for its time; undefined of anything else. */
function whyWaitsTooLong(request: Request, over: Over) {
  const { status, notBefore, askedAt, unreachableSince } = request
  // Zuora is asked before anything is ended; while it is away, that is what people are told.
  const grace = graceSeconds + (unreachableSince === null ? 0 : 24 * 3600)
  if (status === 'planned') return over('plan-time-passed', notBefore ?? askedAt, grace)
  if (status === 'awaiting') return over('expiry-passed', decidedBy(request), grace)
  const isWaiting = status === 'blocked' || status === 'following'
  return isWaiting ? over('lifetime-passed', notBefore ?? askedAt, requestLifetimeSeconds + grace) : undefined
}

/** A quorum that is found full at the last moment is held beyond it. */
function decidedBy({ expiresAt, heldUntil, askedAt }: Request): string {
  const [last = askedAt] = [expiresAt, heldUntil]
    .filter((time) => time !== null)
    .toSorted()
    .reverse()
  return last
}

/** A trial balance may be running, this request's or another's, or Zuora is away: each is waited for as long. */
function mayTakeLong({ asks, othersSince, unreachableSince, lockTaken, range }: Request): boolean {
  return (
    !lockTaken || range !== null || Object.keys(asks).length > 0 || othersSince !== null || unreachableSince !== null
  )
}

function lastEntryAt({ log, later, askedAt }: Request): string {
  return later.at(-1)?.at ?? log.at(-1)?.at ?? askedAt
}

/** `US-0147`, then `US-0147-2`. */
function executionsOf(request: Request): number {
  return Number(request.execution.slice(referenceOf(request).length + 1)) || 1
}
