import { type Action, type Policy, type Principal, policyActions, stagesFor } from '../policy.ts'

/** The policy of an entity, and which of its keys the file gives for that entity alone. */
export type PolicyInFile = {
  policy: Policy
  /** `entities[1].policy`; null where the entity says nothing of its own. */
  ownPath: string | null
  /** `approvers`, `actions.close` */
  ownKeys: ReadonlySet<string>
}

/** A list of people and groups, and where it stands. `reads`: those in it only read. */
export type NamedList = { path: string; principals: readonly Principal[]; reads: boolean }

/** Where a key stands in the file: `policy.approvers`, `entities[1].policy.actions.close`. */
export function placeOf({ ownPath, ownKeys }: PolicyInFile, key: string): string {
  return `${ownPath !== null && ownKeys.has(key) ? ownPath : 'policy'}.${key}`
}

export function listsIn(file: PolicyInFile): NamedList[] {
  const { policy } = file
  const list = (key: string, principals: readonly Principal[] | undefined, under = '') =>
    principals ? [{ path: `${placeOf(file, key)}${under}`, principals, reads: key === 'auditors' }] : []
  return [
    ...list('requesters', policy.requesters),
    ...list('approvers', policy.approvers),
    ...list('auditors', policy.auditors),
    ...list('delegates', policy.delegates),
    ...list('escalateTo', policy.escalateTo?.approvers, '.approvers'),
    ...Object.entries(policy.actions).flatMap(([action, rule]) => [
      ...list(`actions.${action}`, rule?.approvers, '.approvers'),
      ...(rule?.stages ?? []).flatMap(({ approvers }, index) =>
        list(`actions.${action}`, approvers, `.stages[${index}]`),
      ),
    ]),
  ]
}

/** Those lists whose people decide: of actions that need approvals. */
export function approverListsIn(file: PolicyInFile): NamedList[] {
  const { policy } = file
  const deciding = actionsApproved(policy)
  const isDefaultUsed = deciding.some((action) => !policy.actions[action]?.approvers && !policy.actions[action]?.stages)
  const paths = deciding.map((action) => `${placeOf(file, `actions.${action}`)}.`)
  const shared = placeOf(file, 'approvers')
  return listsIn(file).filter(
    ({ path }) => (isDefaultUsed && path === shared) || paths.some((begin) => path.startsWith(begin)),
  )
}

export function actionsApproved(policy: Policy): Action[] {
  return policyActions.filter((action) => stagesFor(policy, action).some(({ approvals }) => approvals > 0))
}
