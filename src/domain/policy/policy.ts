import type { Person } from '../person.ts'

/**
 * What a person can ask for. `set-back-to-open` is offered after a close that did not happen, never typed. `close-range`
 * closes several periods, one request each, one after the other. `update` is name, fiscal year and quarter, and notes.
 * `control-test` is a rehearsal of a close's approval: nothing is ever asked of Zuora for it.
 */
export type Action =
  | 'trial-balance'
  | 'pending-close'
  | 'close'
  | 'close-range'
  | 'reopen'
  | 'create'
  | 'update'
  | 'update-dates'
  | 'delete'
  | 'set-back-to-open'
  | 'control-test'

/** Those that a policy has rules for, in the order of a month's work. */
export const policyActions = [
  'trial-balance',
  'pending-close',
  'close',
  'reopen',
  'create',
  'update',
  'update-dates',
  'delete',
] as const satisfies readonly Action[]

/** An action that is one ask, whose whole effect the next read shows. */
export type ChangeAction = Extract<Action, 'reopen' | 'create' | 'update' | 'update-dates' | 'delete'>

const changeActions: ReadonlySet<string> = new Set<ChangeAction>([
  'reopen',
  'create',
  'update',
  'update-dates',
  'delete',
])

export function isChange(action: Action): action is ChangeAction {
  return changeActions.has(action)
}

/** Whether it asks something of Zuora itself: a range asks nothing but its closes, and a rehearsal nothing at all. */
export function asksZuora(action: Action): action is Exclude<Action, 'close-range' | 'control-test'> {
  return action !== 'close-range' && action !== 'control-test'
}

/** User ids (`U…`, `W…`) and user group ids (`S…`). */
export type Principal = string

/** Those who are asked together, and how many of them must agree. */
export type Stage = { approvers: readonly Principal[]; approvals: number }

export type ActionRule = {
  /** Of all stages together. */
  approvals: number
  approvers?: readonly Principal[] | undefined
  /** Asked one after the other: the second when the first has agreed. Left out, there is one. */
  stages?: readonly Stage[] | undefined
}

/** `48h`, or `2bd`: business days of the entity. */
export type Span = { kind: 'seconds'; seconds: number } | { kind: 'business-days'; days: number }

export type Policy = {
  requesters: readonly Principal[]
  approvers: readonly Principal[]
  /** May read everything and change nothing; guests may be among them. */
  auditors?: readonly Principal[] | undefined
  expireAfter: Span
  /** How long after the quorum Zuora is asked, so that somebody can stop it; by default at once. */
  holdBeforeCloseSeconds?: number | undefined
  /** How old an approval may be when Zuora is asked; by default a day. */
  approvalValidForSeconds?: number | undefined
  /** To whom approvers may hand their part for some days; without it nobody may. */
  delegates?: readonly Principal[] | undefined
  delegationMaxDays?: number | undefined
  /** Who may decide as well once a card has waited this long. Never fewer approvals. */
  escalateTo?: { afterSeconds: number; approvers: readonly Principal[] } | undefined
  /** What a change of the documents between card and close does to the approvals; by default they stand. */
  onChangedData?: 'warn' | 'void' | undefined
  /** What a newer trial balance does to them; by default they are void. */
  onNewTrialBalance?: 'void' | 'keep-if-reports-equal' | undefined
  /** An action that is not named here is refused. */
  actions: Readonly<Record<string, ActionRule | undefined>>
}

/** Who is in a user group now. Only groups that were looked up are in it. */
export type GroupMembers = ReadonlyMap<string, readonly string[]>

/** Why someone may do something: the rule in the policy that names them, and for a group its members at that moment. */
export type Authority = {
  rule: Principal
  members: readonly string[] | null
  /** Of an approver: the stage, from 1. */
  stage?: number
  /** The policy's `escalateTo` names them, and its time has come. */
  escalated?: true
  /** Whose part they act for; `rule` and `members` are then those of that person. */
  delegation?: ActingFor
}

/** A delegation as it stood: who handed on their part, and the record of it in the register. */
export type ActingFor = { from: Person; record: number }

export function isGroup(principal: Principal): boolean {
  return principal.startsWith('S')
}

export function groupsIn(principals: readonly Principal[]): string[] {
  return principals.filter(isGroup)
}

/** The rule that covers this person, or undefined. A person's own id counts before a group. */
export function authorityOf(
  personId: string,
  principals: readonly Principal[],
  members: GroupMembers,
): Authority | undefined {
  if (principals.includes(personId)) return { rule: personId, members: null }
  for (const group of groupsIn(principals)) {
    const inGroup = members.get(group)
    if (inGroup?.includes(personId)) return { rule: group, members: inGroup }
  }
  return undefined
}

/**
 * The rule for an action; setting back to Open needs no rule of its own, because it undoes what the bot did. A range is
 * allowed where a close is, and each of its closes is approved by itself.
 */
export function ruleFor(policy: Policy, action: Action): ActionRule | undefined {
  if (action === 'set-back-to-open') return { approvals: 0 }
  if (action === 'close-range') return policy.actions.close && { approvals: 0 }
  if (action === 'control-test') return policy.actions.close
  return policy.actions[action]
}

/** Who is asked one after the other, and how many of each. An action that needs no approval has one stage that needs none. */
export function stagesFor(policy: Policy, action: Action): readonly Stage[] {
  const rule = ruleFor(policy, action)
  if (rule?.stages) return rule.stages
  return [{ approvers: rule?.approvers ?? policy.approvers, approvals: rule?.approvals ?? 0 }]
}

/** Who may approve an action, in any stage, each once. */
export function approversFor(policy: Policy, action: Action): readonly Principal[] {
  return [...new Set(stagesFor(policy, action).flatMap(({ approvers }) => approvers))]
}

/** Who is named as an approver of some action. */
export function allApprovers({ actions, approvers }: Policy): readonly Principal[] {
  const needing = Object.values(actions).filter((rule) => rule !== undefined && rule.approvals > 0)
  const named = needing.flatMap(
    (rule) => rule?.stages?.flatMap((stage) => stage.approvers) ?? rule?.approvers ?? approvers,
  )
  return [...new Set(named)]
}

/** Who may approve anything. */
export function approversOfAnything(policy: Policy): readonly Principal[] {
  return [...new Set([...policy.approvers, ...allApprovers(policy)])]
}

/** Who may ask for anything, or approve it. */
export function requestersAndApprovers(policy: Policy): readonly Principal[] {
  return [...new Set([...policy.requesters, ...approversOfAnything(policy)])]
}

/** Who may ask for an action. */
export function requestersFor(policy: Policy, action: Action): readonly Principal[] {
  return action === 'set-back-to-open' ? [...policy.requesters, ...approversFor(policy, 'close')] : policy.requesters
}

/** The policy of one entity, its text as canonical JSON, and the hash of that. */
export type PolicyInForce = { policy: Policy; text: string; hash: string }
