import { type Decision, decisionKey } from './decision.ts'
import type { Person } from './person.ts'
import type { Authority } from './policy.ts'
import type { Request } from './request.ts'

/** Why a click did not count. Each is answered privately with what to do. */
export type ClickRefused =
  | 'no-such-request'
  | 'not-a-full-member'
  | 'own-request'
  | 'not-an-approver'
  | 'not-requester'
  | 'older-card'
  | 'already-decided'
  | 'already-enough'
  | 'already-stopped'
  | 'already-asking'
  | 'not-awaiting'
  | 'not-blocked'
  | 'expired'
  | 'finished'

export type Click = {
  person: Person
  /** The round that the clicked card asked for. */
  round: number
  at: string
}

/** Why this person's decision may not count on this request now; undefined when it may. The rule that names them is checked apart. */
export function whyNotDecide(
  request: Request,
  click: Click,
  authority: Authority | undefined,
): ClickRefused | undefined {
  if (!click.person.isFullMember) return 'not-a-full-member'
  if (click.person.id === request.requester.id) return 'own-request'
  if (!authority) return 'not-an-approver'
  return whyNotStopped(request, click.at) ?? whyNotThisRound(request, click)
}

function whyNotThisRound(request: Request, click: Click): ClickRefused | undefined {
  if (request.status !== 'awaiting') return 'not-awaiting'
  if (click.round !== request.round) return 'older-card'
  if (request.decisions[decisionKey(request.round, click.person.id)]) return 'already-decided'
  if (isDecided(request)) return 'already-enough'
  return undefined
}

/** Why a request cannot be cancelled or rejected any more, whoever asks. */
function whyNotStopped(request: Request, at: string): ClickRefused | undefined {
  if (request.status === 'finished' || request.outcome !== null) return 'finished'
  if (request.status === 'asking') return 'already-asking'
  if (request.stopped) return 'already-stopped'
  if (hasExpired(request, at)) return 'expired'
  return undefined
}

/** Whether people have run out of time; while the workflow works, no clock of theirs runs. */
export function hasExpired(request: Pick<Request, 'status' | 'expiresAt'>, at: string): boolean {
  const isWaiting = request.status === 'awaiting' || request.status === 'blocked'
  return isWaiting && request.expiresAt !== null && request.expiresAt <= at
}

/** Only who asked may cancel, until Zuora is being asked. */
export function whyNotCancel(request: Request, click: Pick<Click, 'person' | 'at'>): ClickRefused | undefined {
  if (click.person.id !== request.requester.id) return 'not-requester'
  return whyNotStopped(request, click.at)
}

/** Whether the quorum of the current round is full. Derived, never stored. */
export function isDecided(request: Pick<Request, 'round' | 'approvals' | 'approvalsNeeded'>): boolean {
  return request.round > 0 && request.approvals >= request.approvalsNeeded
}

/** Whether the workflow has something to do because of what people clicked. */
export function mustWake(request: Request): boolean {
  if (request.status === 'following') return request.stopped !== null
  if (request.status === 'awaiting') return request.stopped !== null || isDecided(request)
  return request.status === 'blocked' && (request.stopped !== null || isToBeLookedAtAgain(request))
}

/** Somebody pressed “Check again” after the look whose result is shown began. */
function isToBeLookedAtAgain({ lookAgainAt, obstaclesAt }: Request): boolean {
  return (lookAgainAt ?? '') > (obstaclesAt ?? '')
}

/** Whose approvals count in the current round, in the order in which they were given. Of a void round none does. */
export function approvalsOf(request: Pick<Request, 'round' | 'decisions' | 'approvals'>): Decision[] {
  if (request.approvals === 0) return []
  return Object.entries(request.decisions)
    .filter(([key, decision]) => key.startsWith(`${request.round}#`) && decision.kind === 'approved')
    .map(([, decision]) => decision)
    .sort((a, b) => a.at.localeCompare(b.at))
}
