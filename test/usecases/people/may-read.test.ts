import { expect, test } from 'vitest'
import type { Policy } from '../../../src/domain/policy/policy.ts'
import { onlyReaders, whyNotRead } from '../../../src/usecases/people/may-read.ts'
import { createFakePeople } from '../../support/fake-people.ts'
import { samplePerson } from '../../support/sample-request.ts'

const policy: Policy = {
  requesters: ['S0FINANCE'],
  approvers: ['U0BOB'],
  auditors: ['U0AUDIT', 'S0AUDITORS'],
  delegates: ['U0DEPUTY'],
  escalateTo: { afterSeconds: 3600, approvers: ['U0CFO'] },
  expireAfter: { kind: 'seconds', seconds: 60 },
  actions: {
    close: { approvals: 2, stages: [{ approvers: ['U0STAGE'], approvals: 1 }] },
    reopen: { approvals: 1, approvers: ['U0REOPEN'] },
  },
}
const groups = { S0FINANCE: ['U0ALICE'], S0AUDITORS: ['U0GUEST'] }
const ports = {
  people: createFakePeople([], groups),
  rules: {
    policyFor: () => ({ policy, hash: 'p', text: '{}' }),
    labelOf: () => 'Example US',
    patience: { trialBalance: 1, trialBalanceStart: 1 },
    entities: [],
  },
}
const asked = (id: string, isFullMember = true) => whyNotRead(samplePerson(id, { isFullMember }), { key: 'us' }, ports)

test.each(['U0ALICE', 'U0BOB', 'U0STAGE', 'U0REOPEN', 'U0CFO', 'U0DEPUTY', 'U0AUDIT', 'U0GUEST'])(
  '%s, whom the policy names, may read',
  async (id) => {
    expect(await asked(id)).toBe(undefined)
  },
)

test('an auditor may be a guest, also by a group', async () => {
  expect(await asked('U0AUDIT', false)).toBe(undefined)
  expect(await asked('U0GUEST', false)).toBe(undefined)
})

test('an approver who is no full member any more may not', async () => {
  expect(await asked('U0BOB', false)).toEqual({
    kind: 'may-not-read',
    because: 'not-a-full-member',
    ask: ['S0FINANCE'],
    entityName: 'Example US',
  })
})

test('whom the policy does not name may not, and is told whom to ask', async () => {
  expect(await asked('U0ERIN')).toMatchObject({
    ...{ kind: 'may-not-read', because: 'not-in-policy', ask: ['S0FINANCE'] },
    entityName: 'Example US',
  })
})

test('only those whom the policy names now are written to directly', async () => {
  expect(await onlyReaders(['U0ERIN', 'U0AUDIT', 'U0ALICE', 'U0LEFT'], 'us', ports)).toEqual(['U0AUDIT', 'U0ALICE'])
})
