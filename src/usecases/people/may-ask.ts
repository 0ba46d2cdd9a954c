import { type Action, approversFor, type Principal, requestersFor, ruleFor } from '../../domain/policy.ts'
import type { People } from '../ports/people.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import { findAuthority, resolvePrincipals } from './authority.ts'

/** Why a person may not ask for an action, under the policy of its entity. */
export type MayNotAsk =
  | { kind: 'not-a-full-member' }
  | { kind: 'not-in-policy'; action: Action }
  | { kind: 'not-a-requester'; action: Action; requesters: readonly Principal[] }
  | { kind: 'too-few-approvers'; needed: number; others: number }

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
  const approvers = await resolvePrincipals(approversFor(policy, approved), people)
  const others = approvers.filter((id) => id !== personId).length
  return others < rule.approvals ? { kind: 'too-few-approvers', needed: rule.approvals, others } : undefined
}
