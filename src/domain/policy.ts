/**
 * What a person can ask for. `set-back-to-open` is offered after a close that did not happen, never typed. `close-range`
 * closes several periods, one request each, one after the other. `update` is name, fiscal year and quarter, and notes.
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

/** User ids (`U…`, `W…`) and user group ids (`S…`). */
export type Principal = string

export type ActionRule = { approvals: number; approvers?: readonly Principal[] | undefined }

export type Policy = {
  requesters: readonly Principal[]
  approvers: readonly Principal[]
  expireAfterSeconds: number
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
export type Authority = { rule: Principal; members: readonly string[] | null }

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
  return policy.actions[action]
}

/** Who may approve an action. */
export function approversFor(policy: Policy, action: Action): readonly Principal[] {
  return policy.actions[action]?.approvers ?? policy.approvers
}

/** Who may ask for an action. */
export function requestersFor(policy: Policy, action: Action): readonly Principal[] {
  return action === 'set-back-to-open' ? [...policy.requesters, ...approversFor(policy, 'close')] : policy.requesters
}

/** The policy of one entity, and the hash of its text. */
export type PolicyInForce = { policy: Policy; hash: string }
