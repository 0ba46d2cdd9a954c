import type { Policy, Principal } from '../policy/policy.ts'

/** Everyone whom the policy of an entity names, for whatever: they may read what the bot keeps, and be written to directly. */
export function readersOf(policy: Policy): Principal[] {
  return [...new Set([...actorsOf(policy), ...(policy.auditors ?? [])])]
}

/** Those who can do something under the policy; they have to be full members. Auditors only read. */
export function actorsOf({ requesters, approvers, actions, escalateTo, delegates }: Policy): Principal[] {
  const ofActions = Object.values(actions).flatMap((rule) => [
    ...(rule?.approvers ?? []),
    ...(rule?.stages ?? []).flatMap((stage) => stage.approvers),
  ])
  return [
    ...new Set([...requesters, ...approvers, ...ofActions, ...(escalateTo?.approvers ?? []), ...(delegates ?? [])]),
  ]
}
