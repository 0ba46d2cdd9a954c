import { type Action, type Principal, requestersFor, ruleFor, type Stage, stagesFor } from '../../domain/policy.ts'
import type { People } from '../ports/people.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import { findAuthority, resolvePrincipals } from './authority.ts'

/** Why a person may not ask for an action, under the policy of its entity. */
export type MayNotAsk =
  | { kind: 'not-a-full-member' }
  | { kind: 'not-in-policy'; action: Action }
  | { kind: 'not-a-requester'; action: Action; requesters: readonly Principal[] }
  /** `stage`: from 1; null where all of them together are too few. */
  | { kind: 'too-few-approvers'; stage: number | null; needed: number; others: number }

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

/** Each stage needs enough of its own, and, because one person counts once, all of them together do, too. */
async function tooFewApprovers(
  personId: string,
  stages: readonly Stage[],
  people: People,
): Promise<MayNotAsk | undefined> {
  const named = await Promise.all(stages.map(({ approvers }) => resolvePrincipals(approvers, people)))
  const others = named.map((ids) => ids.filter((id) => id !== personId))
  const ofStages = stages.map(({ approvals: needed }, index) => ({
    stage: stages.length > 1 ? index + 1 : null,
    needed,
    others: others[index]?.length ?? 0,
  }))
  const needed = ofStages.reduce((sum, one) => sum + one.needed, 0)
  const together = { stage: null, needed, others: new Set(others.flat()).size }
  const short = [...ofStages, together].find((one) => one.others < one.needed)
  return short && { kind: 'too-few-approvers', ...short }
}
