import * as z from 'zod/mini'
import { duration, matching } from './values.ts'

export const actionNames = [
  'trial-balance',
  'pending-close',
  'close',
  'reopen',
  'create',
  'update',
  'update-dates',
  'delete',
] as const

const principal = matching(/^[UWS][A-Z0-9]+$/, 'a user id (U…) or a user group id (S…)')
const principals = z.array(principal).check(z.minLength(1, 'must name at least one user or user group'))
const approvals = z.int().check(z.nonnegative('must be 0 or more'))
const rule = z.strictObject({ approvals, approvers: z.exactOptional(principals) })
const actions = z.partialRecord(z.enum(actionNames), rule)

/** Left out, each means what src/domain/policy.ts says: a default here would replace what is shared by all entities. */
const mayBeLeftOut = {
  onChangedData: z.exactOptional(z.enum(['warn', 'void'])),
  onNewTrialBalance: z.exactOptional(z.enum(['void', 'keep-if-reports-equal'])),
}

export const sharedPolicy = z.strictObject({
  requesters: principals,
  approvers: principals,
  expireAfter: duration,
  actions,
  ...mayBeLeftOut,
})

/** What an entity says of its own. */
export const ownPolicy = z.strictObject({
  requesters: z.exactOptional(principals),
  approvers: z.exactOptional(principals),
  expireAfter: z.exactOptional(duration),
  actions: z.exactOptional(actions),
  ...mayBeLeftOut,
})

export type PolicyGiven = z.infer<typeof sharedPolicy>
type OwnPolicy = z.infer<typeof ownPolicy>

/** The policy of an entity: whatever keys it gives replace those of the shared one, actions one by one. */
export function policyOf(shared: PolicyGiven, own: OwnPolicy | undefined): PolicyGiven {
  return own === undefined ? shared : { ...shared, ...own, actions: { ...shared.actions, ...own.actions } }
}

type Mistake = { path: PropertyKey[]; message: string }

/** Where only people are named, their number is known; a group's members are not known here. */
export function tooManyApprovals(policy: PolicyGiven): Mistake[] {
  return Object.entries(policy.actions).flatMap(([name, action]) => {
    const approvers = action?.approvers ?? policy.approvers
    const needed = action?.approvals ?? 0
    const people = new Set(approvers).size
    if (people === 0 || needed <= people || approvers.some((id) => id.startsWith('S'))) return []
    return [
      { path: ['actions', name, 'approvals'], message: `needs ${needed} approvals, but only ${people} may approve` },
    ]
  })
}

/** Those that an entity has because of what it says of its own; told there, where its own words are. */
export function tooManyOwnApprovals(shared: PolicyGiven, own: OwnPolicy): Mistake[] {
  return tooManyApprovals(policyOf(shared, own)).flatMap(({ path, message }) => {
    const [, name = ''] = path
    if (Object.hasOwn(own.actions ?? {}, name)) return [{ path, message }]
    if (own.approvers === undefined) return []
    return [{ path: ['approvers'], message: `${String(name)} ${message}` }]
  })
}
