import { expect, test } from 'vitest'
import type { Policy } from '../../../../src/domain/policy/policy.ts'
import { policyChanges } from '../../../../src/domain/policy/policy-changes.ts'

const policy: Policy = {
  requesters: ['S0ACCOUNTING'],
  approvers: ['U0BOB', 'U0CAROL'],
  expireAfter: { kind: 'seconds', seconds: 172_800 },
  actions: { close: { approvals: 2 }, reopen: { approvals: 1, approvers: ['U0DAVE'] } },
}
const close = (rule: Policy['actions'][string]): Partial<Policy> => ({ actions: { ...policy.actions, close: rule } })

test.each<[string, Partial<Policy>, string[]]>([
  ['fewer approvals', close({ approvals: 1 }), ['approvals for close: 2 → 1']],
  ['people who came and went', { approvers: ['U0CAROL', 'S0CFO'] }, ['approvers: + @S0CFO, − @U0BOB']],
  ['requesters', { requesters: [] }, ['requesters: − @S0ACCOUNTING']],
  ['an action that is not allowed any more', close(undefined), ['close: not allowed any more']],
  [
    'an action that is allowed now',
    { actions: { ...policy.actions, delete: { approvals: 1, approvers: ['U0BOB'] } } },
    ['delete: allowed, approvals: 1', 'approvers of delete: those of all → @U0BOB'],
  ],
  [
    'approvers of an action',
    { actions: { ...policy.actions, reopen: { approvals: 1, approvers: ['U0DAVE', 'U0ERIN'] } } },
    ['approvers of reopen: + @U0ERIN'],
  ],
  [
    'an action that has none of its own any more',
    { actions: { ...policy.actions, reopen: { approvals: 1 } } },
    ['approvers of reopen: @U0DAVE → those of all'],
  ],
  [
    'stages',
    close({
      approvals: 2,
      stages: [
        { approvers: ['S0CONTROLLERS'], approvals: 1 },
        { approvers: ['U0CFO'], approvals: 1 },
      ],
    }),
    ['stages of close: one → 1 of @S0CONTROLLERS, then 1 of @U0CFO'],
  ],
  ['the expiry', { expireAfter: { kind: 'business-days', days: 2 } }, ['expireAfter: 2d → 2bd']],
  [
    'times',
    { holdBeforeCloseSeconds: 900, approvalValidForSeconds: 43_200, delegationMaxDays: 14 },
    ['holdBeforeClose: not given → 15m', 'approvalValidFor: not given → 12h', 'delegationMaxDays: not given → 14'],
  ],
  [
    'who else reads and acts',
    { auditors: ['U0AUDITOR'], delegates: ['U0ERIN'] },
    ['auditors: + @U0AUDITOR', 'delegates: + @U0ERIN'],
  ],
  [
    'an escalation',
    { escalateTo: { afterSeconds: 90, approvers: ['U0CFO'] } },
    ['escalateTo after: not given → 90s', 'escalateTo: + @U0CFO'],
  ],
  [
    'what voids',
    { onChangedData: 'void', onNewTrialBalance: 'keep-if-reports-equal' },
    ['onChangedData: not given → void', 'onNewTrialBalance: not given → keep-if-reports-equal'],
  ],
])('%s', (_what, changes, words) => {
  expect(policyChanges(policy, { ...policy, ...changes })).toEqual(words)
})

test('a key that this version does not know is named as well, and never nothing', () => {
  const later: object = { ...policy, fourEyes: { from: 10 } }
  expect(policyChanges(policy, later as Policy)).toEqual(['fourEyes: not given → {"from":10}'])
  expect(policyChanges(later as Policy, policy)).toEqual(['fourEyes: {"from":10} → not given'])
  expect(policyChanges(policy, { ...policy, approvers: ['U0CAROL', 'U0BOB'] })).toEqual(['only how it is written'])
})
