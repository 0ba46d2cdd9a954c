import type { Delegation } from '../approvals/delegation.ts'
import type { Person } from '../person.ts'
import {
  type Action,
  authorityOf,
  type GroupMembers,
  type Policy,
  type Principal,
  policyActions,
  ruleFor,
  stagesFor,
} from '../policy/policy.ts'
import { readersOf } from '../reading/readers.ts'

/** What a person may do under the policy of an entity. */
export type Roles = {
  /** What they may ask for. */
  asks: readonly Action[]
  /** What they may approve, in some stage. */
  approves: readonly Action[]
  isAuditor: boolean
  /** Approvers may hand their part to them. */
  isDelegate: boolean
  /** After how many seconds they may decide as well; null where the policy does not escalate to them. */
  escalatedAfterSeconds: number | null
  /** In force today: their part is with somebody else, or another's with them. */
  handedOn: readonly Delegation[]
  actsFor: readonly Delegation[]
}

/** Undefined where the policy names them for nothing: of that entity they are shown nothing. Whoever acts is a full member. */
export function rolesOf(
  person: Person,
  policy: Policy,
  { members, inForce }: { members: GroupMembers; inForce: readonly Delegation[] },
): Roles | undefined {
  const isIn = (principals: readonly Principal[] = []) => authorityOf(person.id, principals, members) !== undefined
  const isAuditor = isIn(policy.auditors)
  if (!isAuditor && !(person.isFullMember && isIn(readersOf(policy)))) return undefined
  const may = (principals: readonly Principal[] = []) => person.isFullMember && isIn(principals)
  const actions = policyActions.filter((action) => ruleFor(policy, action) !== undefined)
  const approved = actions.filter((action) =>
    stagesFor(policy, action).some(({ approvals, approvers }) => approvals > 0 && may(approvers)),
  )
  return {
    asks: may(policy.requesters) ? actions : [],
    approves: approved,
    isAuditor,
    isDelegate: may(policy.delegates),
    escalatedAfterSeconds: may(policy.escalateTo?.approvers) ? (policy.escalateTo?.afterSeconds ?? null) : null,
    handedOn: inForce.filter(({ delegator }) => delegator.id === person.id),
    actsFor: inForce.filter(({ delegate }) => delegate.id === person.id),
  }
}
