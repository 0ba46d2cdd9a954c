import { type ClickRefused, mustWake, whyNotDecide } from '../domain/approval.ts'
import type { Decision } from '../domain/decision.ts'
import { decisionKey } from '../domain/decision.ts'
import { approversFor } from '../domain/policy.ts'
import type { Request, RequestKey } from '../domain/request.ts'
import { findAuthority } from './people/authority.ts'
import { showCardAsItIs } from './people/show-card-as-it-is.ts'
import type { Announcer } from './ports/announcer.ts'
import type { People } from './ports/people.ts'
import type { RefusedClicks, Requests } from './ports/requests.ts'
import type { Rules } from './ports/rules.ts'
import type { Resume } from './ports/workflow.ts'

export type DecidePorts = {
  requests: Requests & RefusedClicks
  announcer: Announcer
  people: People
  workflow: Resume
  rules: Rules
  now: () => Date
}

export type DecisionAsked = {
  key: RequestKey
  kind: 'approved' | 'rejected'
  round: number
  personId: string
  reason: string | null
  messageId: string
}

export type DecisionAnswer =
  | { kind: 'counted'; request: Request; decision: Decision }
  | { kind: 'refused'; because: ClickRefused; request: Request | undefined }

/** One click on Approve, or one reason submitted: counted by one conditional write, or refused with the reason. */
export async function decide(asked: DecisionAsked, ports: DecidePorts): Promise<DecisionAnswer> {
  const { requests, people, rules } = ports
  const { personId } = asked
  const request = await requests.read(asked.key)
  if (!request) return { kind: 'refused', because: 'no-such-request', request }
  const counted = ownDecision(request, asked)
  if (counted) return afterCounting(request, counted, ports)
  // The policy first: clicks by people it does not name must not use up Slack's limit for those it does.
  const authority = await findAuthority(
    personId,
    approversFor(rules.policyFor(request.entity).policy, request.action),
    people,
  )
  if (personId === request.requester.id) return refuse(request, { personId, because: 'own-request' }, ports)
  if (!authority) return refuse(request, { personId, because: 'not-an-approver' }, ports)
  const person = await people.person(personId)
  const at = ports.now().toISOString()
  const click = { person, round: asked.round, at }
  const because = whyNotDecide(request, click, authority)
  if (because !== undefined) return refuse(request, { personId, because }, ports)
  const { kind, reason, messageId } = asked
  const decision: Decision = { kind, by: person, at, reason, authority, messageId }
  const written = await requests.addDecision({ key: asked.key, ...click }, decision)
  if (written) return afterCounting(written, decision, ports)
  const now = (await requests.read(asked.key)) ?? request
  // The answer to our own write may have been lost, and its repetition met it.
  const own = ownDecision(now, asked)
  if (own) return afterCounting(now, own, ports)
  return refuse(now, { personId, because: whyNotDecide(now, click, authority) ?? 'not-awaiting' }, ports)
}

/** The decision that this very click made, if it did. */
function ownDecision(request: Request, { round, personId, messageId }: DecisionAsked): Decision | undefined {
  const decision = request.decisions[decisionKey(round, personId)]
  return decision?.messageId === messageId ? decision : undefined
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
