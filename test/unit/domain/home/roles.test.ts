import { expect, test } from 'vitest'
import { rolesOf } from '../../../../src/domain/home/roles.ts'
import type { Policy } from '../../../../src/domain/policy/policy.ts'
import { alice, bob, carol, samplePerson } from '../../../support/sample-request.ts'

const policy: Policy = {
  requesters: ['S0FINANCE'],
  approvers: ['U0BOB'],
  auditors: ['U0AUDIT'],
  delegates: ['U0CAROL'],
  escalateTo: { afterSeconds: 3600, approvers: ['U0CAROL'] },
  expireAfter: { kind: 'seconds', seconds: 60 },
  actions: {
    'trial-balance': { approvals: 0 },
    close: { approvals: 1 },
    delete: { approvals: 1, approvers: ['U0ALICE'] },
  },
}
const members = new Map([['S0FINANCE', ['U0ALICE']]])
const delegation = {
  ...{ delegator: bob, delegate: carol, from: '2026-11-01', until: '2026-11-09' },
  ...{ entity: 'us', record: 12, messageId: 'm' },
}
const roles = (person: typeof alice) => rolesOf(person, policy, { members, inForce: [delegation] })

test('what somebody may ask for and approve; what needs no approval nobody approves', () => {
  expect(roles(alice)).toMatchObject({ asks: ['trial-balance', 'close', 'delete'], approves: ['delete'] })
  expect(roles(bob)).toMatchObject({ asks: [], approves: ['close'], handedOn: [{ record: 12 }], actsFor: [] })
})

test('a delegate, and to whom is escalated', () => {
  expect(roles(carol)).toMatchObject({ isDelegate: true, escalatedAfterSeconds: 3600, actsFor: [{ record: 12 }] })
})

test('an auditor may be a guest; who may act, not; and nobody else has a part', () => {
  expect(roles(samplePerson('U0AUDIT', { isFullMember: false }))).toMatchObject({ isAuditor: true, asks: [] })
  expect(roles({ ...bob, isFullMember: false })).toBeUndefined()
  expect(roles(samplePerson('U0ERIN'))).toBeUndefined()
})
