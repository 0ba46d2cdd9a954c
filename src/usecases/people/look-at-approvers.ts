import { approvalsOf } from '../../domain/approvals/approval.ts'
import { type ApproverNow, authorityLost } from '../../domain/approvals/authority-lost.ts'
import type { Decision } from '../../domain/approvals/decision.ts'
import { delegationsIn, inForceOn } from '../../domain/approvals/delegation.ts'
import { stageOf } from '../../domain/approvals/withdrawal.ts'
import { type ActingFor, type Policy, type Principal, stagesFor } from '../../domain/policy/policy.ts'
import type { Request } from '../../domain/request.ts'
import type { Change } from '../../domain/snapshot.ts'
import type { People } from '../ports/people/people.ts'
import type { Filings } from '../ports/record/filings.ts'
import type { Rules } from '../ports/rules.ts'
import { findAuthority } from './authority.ts'

type Looking = { people: People; filings: Pick<Filings, 'readFiled'>; rules: Pick<Rules, 'policyFor'> }

/** Whose approvals would not count any more, asked of Slack now, past everything remembered. `today` is the entity's. */
export async function lookAtApprovers(
  request: Request,
  today: string,
  { people, filings, rules }: Looking,
): Promise<readonly Change[]> {
  const { policy } = rules.policyFor(request.entity)
  const looking = { people: people.fresh(), filings, policy, entity: request.entity, today }
  const approvals = approvalsOf(request)
  const [approvers, askers] = await Promise.all([
    Promise.all(approvals.map((decision) => approverNow(decision, namedFor(decision, request, policy), looking))),
    Promise.all([request.requester, ...request.formerRequesters].map(({ id }) => looking.people.person(id))),
  ])
  return authorityLost(request, { approvers, askers })
}

/** By which rules an approval of that stage may be given. */
function namedFor(decision: Decision, { action }: Request, policy: Policy): readonly Principal[] {
  if (decision.authority.escalated) return policy.escalateTo?.approvers ?? []
  return stagesFor(policy, action)[stageOf(decision) - 1]?.approvers ?? []
}

type LookingNow = Pick<Looking, 'people' | 'filings'> & { policy: Policy; entity: string; today: string }

async function approverNow(decision: Decision, named: readonly Principal[], looking: LookingNow): Promise<ApproverNow> {
  const { people } = looking
  const { delegation } = decision.authority
  const whose = delegation?.from.id ?? decision.by.id
  const [person, from, authority] = await Promise.all([
    people.person(decision.by.id),
    delegation ? people.person(delegation.from.id) : null,
    findAuthority(whose, named, people),
  ])
  const isNamed = authority !== undefined
  if (!delegation || !from) return { decision, person, isNamed, delegation: null }
  return {
    decision,
    person,
    isNamed,
    delegation: { from, isInForce: await isInForce(delegation, decision.by.id, looking) },
  }
}

/** The record of it is open, today is one of its days, and the policy still lets parts be handed on to the delegate. */
async function isInForce(
  { record }: ActingFor,
  delegateId: string,
  { people, filings, policy, entity, today }: LookingNow,
): Promise<boolean> {
  const filed = await filings.readFiled({ entity, number: record })
  if (filed?.status !== 'open' || inForceOn(today, delegationsIn([filed])).length === 0) return false
  return (await findAuthority(delegateId, policy.delegates ?? [], people)) !== undefined
}
