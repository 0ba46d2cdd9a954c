import { decisionFor, hasAsked } from '../../domain/approvals/approval.ts'
import type { Delegation } from '../../domain/approvals/delegation.ts'
import { holdSecondsFor } from '../../domain/approvals/hold.ts'
import { decidersNow, stageNow } from '../../domain/approvals/stages.ts'
import type { Principal } from '../../domain/policy/policy.ts'
import type { Request } from '../../domain/request.ts'
import { type ActingPorts, actingFor } from './acting.ts'
import { resolvePrincipals } from './authority.ts'

/** Whom a card mentions: those of the stage that is asked, whom the policy has escalated to, and who acts for one of them. */
export type CardPeople = {
  asked: readonly Principal[]
  escalated: readonly Principal[]
  acting: readonly Delegation[]
  /** How long it is held once enough have approved. */
  holdSeconds?: number
}

export async function cardPeople(request: Request, ports: ActingPorts): Promise<CardPeople> {
  const { policy } = ports.rules.policyFor(request.entity)
  const asked = stageNow(request, policy).approvers
  const escalated = decidersNow(request, policy).filter((principal) => !asked.includes(principal))
  const holdSeconds = holdSecondsFor(policy, request.action)
  return {
    asked,
    escalated,
    acting: await actingOn(request, asked, ports),
    ...(holdSeconds > 0 ? { holdSeconds } : {}),
  }
}

/** Neither does who asked act for anybody here, nor does anybody for who asked. */
async function actingOn(request: Request, asked: readonly Principal[], ports: ActingPorts): Promise<Delegation[]> {
  const acting = await actingFor(request.entity, asked, ports)
  return acting.filter(({ delegator, delegate }) => !hasAsked(request, delegator) && !hasAsked(request, delegate))
}

/** Who may decide now and has not, nor asked: where a part was handed on, its owner and who acts for them. */
export async function stillAsked(request: Request, ports: ActingPorts): Promise<string[]> {
  const { named, acting } = await undecided(request, ports)
  return [...new Set([...named, ...acting.filter(isOfOne(named)).map(({ delegate }) => delegate.id)])]
}

/** The same, with who acts for somebody in the place of them. */
export async function toRemind(request: Request, ports: ActingPorts): Promise<string[]> {
  const { named, acting } = await undecided(request, ports)
  return [...new Set(named.map((id) => acting.find(({ delegator }) => delegator.id === id)?.delegate.id ?? id))]
}

function isOfOne(named: readonly string[]): (delegation: Delegation) => boolean {
  return ({ delegator }) => named.includes(delegator.id)
}

/** Of those whom the card mentions the ones who have not decided in this round; who has, acts for nobody any more. */
async function undecided(
  request: Request,
  ports: ActingPorts,
): Promise<{ named: string[]; acting: readonly Delegation[] }> {
  const { asked, escalated, acting } = await cardPeople(request, ports)
  const named = await resolvePrincipals([...asked, ...escalated], ports.people)
  return {
    named: named.filter((id) => !isDone(request, id)),
    acting: acting.filter(({ delegate }) => !decisionFor(request, delegate)),
  }
}

/** Who asked does not decide, and who has decided, or was decided for, need not again. Of a group's members the id is all that is known. */
export function isDone(request: Request, id: string): boolean {
  const person = { id, email: null }
  return hasAsked(request, person) || decisionFor(request, person) !== undefined
}
