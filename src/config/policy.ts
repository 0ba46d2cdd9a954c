import * as z from 'zod/mini'
import { principals, rule } from './policy-rule.ts'
import { duration, durationOrNone, span } from './values.ts'

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

const actions = z.partialRecord(z.enum(actionNames), rule)
const mostDelegationDays = 366
const delegationMessage = `must be a number of days, from 1 to ${mostDelegationDays}`

/** Left out, each means what src/domain/policy/policy.ts says: a default here would replace what is shared by all entities. */
const mayBeLeftOut = {
  auditors: z.exactOptional(principals),
  holdBeforeClose: z.exactOptional(durationOrNone),
  approvalValidFor: z.exactOptional(duration),
  delegates: z.exactOptional(principals),
  delegationMaxDays: z.exactOptional(
    z.int().check(z.gte(1, delegationMessage), z.lte(mostDelegationDays, delegationMessage)),
  ),
  escalateTo: z.exactOptional(z.strictObject({ after: duration, approvers: principals })),
  onChangedData: z.exactOptional(z.enum(['warn', 'void'])),
  onNewTrialBalance: z.exactOptional(z.enum(['void', 'keep-if-reports-equal'])),
}

export const sharedPolicy = z.strictObject({
  requesters: principals,
  approvers: principals,
  expireAfter: span,
  actions,
  ...mayBeLeftOut,
})

/** What an entity says of its own. */
export const ownPolicy = z.strictObject({
  requesters: z.exactOptional(principals),
  approvers: z.exactOptional(principals),
  expireAfter: z.exactOptional(span),
  actions: z.exactOptional(actions),
  ...mayBeLeftOut,
})

export type PolicyGiven = z.infer<typeof sharedPolicy>
export type OwnPolicy = z.infer<typeof ownPolicy>

/** The policy of an entity: whatever keys it gives replace those of the shared one, actions one by one. */
export function policyOf(shared: PolicyGiven, own: OwnPolicy | undefined): PolicyGiven {
  return own === undefined ? shared : { ...shared, ...own, actions: { ...shared.actions, ...own.actions } }
}
