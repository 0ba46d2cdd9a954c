import { type ClickRefused, seatsOf, whyNotDecide } from '../domain/approvals/approval.ts'
import { attestationOf } from '../domain/approvals/attestation.ts'
import type { Decision } from '../domain/approvals/decision.ts'
import { placeOf } from '../domain/approvals/stages.ts'
import { mustWake } from '../domain/approvals/waking.ts'
import { isWithdrawnBy, isWithdrawnTooOften, spentOf } from '../domain/approvals/withdrawal.ts'
import type { Person } from '../domain/person.ts'
import type { Authority } from '../domain/policy/policy.ts'
import type { Request, RequestKey } from '../domain/request.ts'
import { authorityNow } from './people/approver-authority.ts'
import { showCardAsItIs } from './people/show-card-as-it-is.ts'
import type { Delegations } from './ports/delegations.ts'
import type { People } from './ports/people/people.ts'
import type { RefusedClicks, Requests } from './ports/record/requests.ts'
import type { Rules } from './ports/rules.ts'
import type { Announcer } from './ports/telling/announcer.ts'
import type { Resume } from './ports/workflow.ts'

export type DecidePorts = {
  requests: Requests & RefusedClicks
  announcer: Announcer
  people: People
  delegations: Delegations
  workflow: Resume
  rules: Rules
  now: () => Date
}

export type DecisionAsked = {
  key: RequestKey
  kind: 'approved' | 'rejected'
  round: number
  /** Since when the card asks that was pressed, in milliseconds, where it says so. */
  askedSince?: number
  personId: string
  reason: string | null
  messageId: string
  /** Slack's own time of the click; null where Slack tells none. */
  slackTs: string | null
}

export type DecisionAnswer =
  | { kind: 'counted'; request: Request; decision: Decision }
  | { kind: 'refused'; because: ClickRefused; request: Request | undefined }

/** One click on Approve, or one reason submitted: counted by one conditional write, or refused with the reason. */
export async function decide(asked: DecisionAsked, ports: DecidePorts): Promise<DecisionAnswer> {
  const { requests, people } = ports
  const { personId } = asked
  const request = await requests.read(asked.key)
  if (!request) return { kind: 'refused', because: 'no-such-request', request }
  const counted = ownDecision(request, asked)
  if (counted) return afterCounting(request, counted, ports)
  // It did count: that it came again is not its person's doing, and nothing to record.
  if (isWithdrawnBy(asked.messageId, request)) return { kind: 'refused', because: 'withdrawn-since', request }
  // The policy first: clicks by people it does not name must not use up Slack's limit for those it does.
  const authority = await authorityNow(request, personId, ports)
  if (personId === request.requester.id) return refuse(request, { personId, because: 'own-request' }, ports)
  if (!authority) return refuse(request, { personId, because: 'not-an-approver' }, ports)
  const person = await people.person(personId)
  const at = ports.now().toISOString()
  const { hash: policyHash } = ports.rules.policyFor(request.entity)
  const { round, askedSince } = asked
  const click = { person, round, at, policyHash, ...(askedSince === undefined ? {} : { askedSince }) }
  const decision = decisionOf(asked, { request, person, at, authority }, ports)
  const because = whyNotDecide(request, click, authority) ?? whyNotOnceMore(decision)
  if (because !== undefined) return refuse(request, { personId, because }, ports)
  const { stage = 1 } = authority
  const written = await requests.addDecision({ ...click, key: asked.key, place: placeOf(request, stage) }, decision)
  if (written) return afterCounting(written, decision, ports)
  const now = (await requests.read(asked.key)) ?? request
  // The answer to our own write may have been lost, and its repetition met it.
  const own = ownDecision(now, asked)
  if (own) return afterCounting(now, own, ports)
  const lost = whyNotDecide(now, click, authority) ?? 'not-awaiting'
  const mayBeAnotherStages = lost === 'not-awaiting' ? now.status === 'awaiting' : lost === 'not-your-stage'
  // Others approved or took back in between: what this click may do is asked anew.
  if (mayBeAnotherStages && now.log.length !== request.log.length) return decide(asked, ports)
  return refuse(now, { personId, because: lost }, ports)
}

/** A rejection may always be given. */
function whyNotOnceMore({ kind, spent = [] }: Decision): ClickRefused | undefined {
  return kind === 'approved' && isWithdrawnTooOften(spent) ? 'withdrawn-too-often' : undefined
}

type Decided = { request: Request; person: Person; at: string; authority: Authority }

function decisionOf(
  { kind, reason, messageId, slackTs }: DecisionAsked,
  { request, person, at, authority }: Decided,
  { rules }: DecidePorts,
): Decision {
  const attestation = kind === 'approved' ? attestationOf(request, rules.labelOf(request.entity)) : null
  const spent = spentOf(request, seatsOf(person, authority))
  const said = { kind, by: person, at, slackTs, reason, authority, attestation, saw: request.snapshot, messageId }
  return spent.length === 0 ? said : { ...said, spent }
}

/** The decision that this very click made, if it did, by whomever it was made: their e-mail is not known yet. */
function ownDecision({ decisions }: Request, { round, personId, messageId }: DecisionAsked): Decision | undefined {
  return Object.entries(decisions).find(
    ([key, decision]) =>
      key.startsWith(`${round}#`) &&
      decision.messageId === messageId &&
      decision.by.id === personId &&
      (decision.kind === 'approved' || decision.kind === 'rejected'),
  )?.[1]
}

/** Wakes the workflow first: the card can be rendered again, a lost wake-up waits for the next minute. */
async function afterCounting(request: Request, decision: Decision, ports: DecidePorts): Promise<DecisionAnswer> {
  if (mustWake(request) && request.taskToken) await ports.workflow.resume(request.taskToken)
  await showCardAsItIs(request, ports)
  return { kind: 'counted', request, decision }
}

async function refuse(
  request: Request,
  { personId, because }: { personId: string; because: ClickRefused },
  { requests }: DecidePorts,
): Promise<DecisionAnswer> {
  await requests.countRefusedClick(request, personId, because)
  return { kind: 'refused', because, request }
}
