import type { Person } from '../person.ts'
import type { Authority } from '../policy/policy.ts'
import type { Request } from '../request.ts'
import { type Decision, identityOf, isSamePerson } from './decision.ts'
import { currentPlace } from './stages.ts'

/** Why a click did not count. Each is answered privately with what to do. */
export type ClickRefused =
  | 'no-such-request'
  | 'not-a-full-member'
  | 'own-request'
  | 'not-an-approver'
  | 'not-your-stage'
  | 'part-of-requester'
  | 'not-requester'
  | 'not-approved-by-you'
  | 'withdrawn-since'
  | 'policy-changed'
  | 'withdrawn-too-often'
  | 'not-held'
  | 'older-card'
  | 'already-decided'
  | 'already-enough'
  | 'already-stopped'
  | 'already-asking'
  | 'not-awaiting'
  | 'not-blocked'
  | 'nudged-lately'
  | 'requester-is-here'
  | 'has-approved'
  | 'expired'
  | 'finished'

export type Click = {
  person: Person
  /** The round that the clicked card asked for. */
  round: number
  at: string
}

/** `policyHash`: of the policy in force at the click. `askedSince`: when its round began, in milliseconds, as the card says. */
type Deciding = Click & { policyHash: string; askedSince?: number }

/** Why this person's decision may not count on this request now; undefined when it may. The rule that names them is checked apart. */
export function whyNotDecide(
  request: Request,
  click: Deciding,
  authority: Authority | undefined,
): ClickRefused | undefined {
  if (!click.person.isFullMember) return 'not-a-full-member'
  if (hasAsked(request, click.person)) return 'own-request'
  if (!authority) return 'not-an-approver'
  if (authority.delegation && hasAsked(request, authority.delegation.from)) return 'part-of-requester'
  return whyNotStopped(request, click.at) ?? whyNotThisRound(request, click, authority)
}

/** Who asked, or asked before somebody took over: none of them ever approves. */
export function hasAsked({ requester, formerRequesters }: Request, person: Pick<Person, 'id' | 'email'>): boolean {
  return [requester, ...formerRequesters].some((one) => isSamePerson(one, person))
}

/** Whether somebody has neither asked nor decided in this round. Of whom only the id is known, the e-mail is null. */
export function isFreeToDecide(request: Request, person: Known): boolean {
  return !hasAsked(request, person) && !decisionFor(request, person)
}

function whyNotThisRound(request: Request, click: Deciding, authority: Authority): ClickRefused | undefined {
  if (request.status !== 'awaiting') return 'not-awaiting'
  if (click.round !== request.round || isOfLostRound(request, click)) return 'older-card'
  // What was approved under one policy is void under another; a decision under this one would count for that.
  if (click.policyHash !== request.policyHash) return 'policy-changed'
  if (actsAs(click.person, authority).some((one) => decisionFor(request, one))) return 'already-decided'
  if (isDecided(request)) return 'already-enough'
  if ((authority.stage ?? 1) !== currentPlace(request).stage) return 'not-your-stage'
  return undefined
}

/**
 * After the register was restored from a copy, a round may be asked a second time, and for something else: the card of the first is
 * still in Slack. Cards of earlier deployments do not say since when they ask.
 */
function isOfLostRound({ roundStartedAt }: Request, { askedSince }: Deciding): boolean {
  return askedSince !== undefined && roundStartedAt !== null && askedSince !== Date.parse(roundStartedAt)
}

type Known = Pick<Person, 'id' | 'email'>

/** One person counts once, and so does a part that was handed on, whoever of the two decides. */
function actsAs(person: Known, { delegation }: Pick<Authority, 'delegation'>): Known[] {
  return delegation ? [person, delegation.from] : [person]
}

/** The same as parts of the keys of a request's decisions. */
export function seatsOf(person: Known, authority: Pick<Authority, 'delegation'>): string[] {
  // An item written before people were told apart by their e-mail has their ids.
  return [...new Set(actsAs(person, authority).flatMap((one) => [identityOf(one), one.id]))]
}

/** The decision that stands for a person in the current round: their own, or one that was given for them. */
export function decisionFor(
  { decisions, round }: Pick<Request, 'decisions' | 'round'>,
  person: Known,
): Decision | undefined {
  return Object.entries(decisions)
    .filter(([key, { kind }]) => key.startsWith(`${round}#`) && kind !== 'withdrawn')
    .map(([, decision]) => decision)
    .find((decision) => standsFor(decision, person))
}

export function standsFor({ by, authority }: Decision, person: Known): boolean {
  return actsAs(by, authority).some((one) => isSamePerson(one, person))
}

/** Why a request can be neither cancelled nor rejected any more, whoever asks. */
function whyNotStopped(request: Request, at: string): ClickRefused | undefined {
  return whyTooLate(request) ?? (isOutOfTime(request, at) ? 'expired' : undefined)
}

/** Why nothing that people click changes a request any more. */
export function whyTooLate({ status, outcome, stopped }: Request): ClickRefused | undefined {
  if (status === 'finished' || outcome !== null) return 'finished'
  if (status === 'asking') return 'already-asking'
  return stopped ? 'already-stopped' : undefined
}

/** Once the quorum is full, time to approve has done its part, however long the close is held. */
export function isOutOfTime(request: Request, at: string): boolean {
  return hasExpired(request, at) && !(request.status === 'awaiting' && isDecided(request))
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

/** While it is held, whoever may approve can stop it, too; before, there is “Reject”, which asks for a reason. */
export function whyNotStop(request: Request, { person, round, heldUntil }: StopClick): ClickRefused | undefined {
  if (!person.isFullMember) return 'not-a-full-member'
  const tooLate = whyTooLate(request)
  if (tooLate) return tooLate
  if (round !== request.round) return 'older-card'
  if (request.status !== 'awaiting' || !isDecided(request)) return 'not-held'
  const isAnotherHold = heldUntil !== undefined && heldUntil !== Date.parse(request.heldUntil ?? '')
  return isAnotherHold ? 'older-card' : undefined
}

/** `heldUntil`: until when it was held, in milliseconds, as the button says that was pressed. */
type StopClick = Pick<Click, 'person' | 'round'> & { heldUntil?: number }

/** Whether the quorum of the current round is full. Derived, never stored. */
export function isDecided(request: Pick<Request, 'round' | 'approvals' | 'approvalsNeeded'>): boolean {
  return request.round > 0 && request.approvals >= request.approvalsNeeded
}

/** Whose approvals count in the current round, in the order in which they were given. Of a void round none does. */
export function approvalsOf(request: Pick<Request, 'round' | 'decisions' | 'approvals'>): Decision[] {
  if (request.approvals === 0) return []
  return Object.entries(request.decisions)
    .filter(([key, decision]) => key.startsWith(`${request.round}#`) && decision.kind === 'approved')
    .map(([, decision]) => decision)
    .sort((a, b) => a.at.localeCompare(b.at))
}
