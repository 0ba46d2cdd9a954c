import {
  type Action,
  type Principal,
  requestersFor,
  ruleFor,
  type Stage,
  stagesFor,
} from '../../domain/policy/policy.ts'
import { type Short, shortWithout } from '../../domain/policy/seats.ts'
import type { People } from '../ports/people/people.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import { findAuthority, resolvePrincipals } from './authority.ts'

/** Why a person may not ask for an action, under the policy of its entity. */
export type MayNotAsk =
  | { kind: 'not-a-full-member' }
  | { kind: 'not-in-policy'; action: Action }
  | { kind: 'not-a-requester'; action: Action; requesters: readonly Principal[] }
  | ({ kind: 'too-few-approvers' } & Short)

/** Undefined when they may. Of a range, what its closes need is asked for here. */
export async function whyNotAsk(
  { action, personId, entity }: { action: Action; personId: string; entity: Entity },
  { rules, people }: { rules: Rules; people: People },
): Promise<MayNotAsk | undefined> {
  const person = await people.person(personId)
  if (!person.isFullMember) return { kind: 'not-a-full-member' }
  const { policy } = rules.policyFor(entity.key)
  const approved = action === 'close-range' ? 'close' : action
  const rule = ruleFor(policy, approved)
  if (!rule) return { kind: 'not-in-policy', action }
  const requesters = requestersFor(policy, action)
  if (!(await findAuthority(personId, requesters, people))) return { kind: 'not-a-requester', action, requesters }
  return tooFewApprovers(personId, stagesFor(policy, approved), people)
}

async function tooFewApprovers(
  personId: string,
  stages: readonly Stage[],
  people: People,
): Promise<MayNotAsk | undefined> {
  const seats = stages.map(async ({ approvers, approvals }) => ({
    people: new Set(await resolvePrincipals(approvers, people)),
    approvals,
  }))
  const short = shortWithout(await Promise.all(seats), personId)
  return short && { kind: 'too-few-approvers', ...short }
}
