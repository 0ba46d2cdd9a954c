import { expect, test } from 'vitest'
import type { Policy } from '../../../../src/domain/policy/policy.ts'
import { repliesTo } from '../../../../src/slack/answering/standing.ts'
import { createFakePeople } from '../../../support/fake-people.ts'
import { alice, bob, sampleRequest } from '../../../support/sample-request.ts'
import { label } from '../messages/check-message.ts'

const policy: Policy = {
  requesters: ['U0ALICE'],
  approvers: ['U0CAROL'],
  auditors: ['U0BOB'],
  escalateTo: { afterSeconds: 60, approvers: ['U0ALICE'] },
  expireAfter: { kind: 'seconds', seconds: 172_800 },
  actions: { close: { approvals: 1 } },
}
const replies = { label, policyFor: () => ({ policy, hash: 'p', text: '{}' }) }
const ports = { people: createFakePeople([alice, bob]), replies }
const refused = { kind: 'refused', because: 'not-an-approver', request: sampleRequest() } as const

test.each([
  ['U0BOB', { isAuditor: true, isEscalatedTo: false }],
  ['U0ALICE', { isAuditor: false, isEscalatedTo: true }],
  ['U0EVE', { isAuditor: false, isEscalatedTo: false }],
])('who is refused as no approver, %s, is answered with what else the policy says of them', async (personId, what) => {
  expect(await repliesTo(refused, personId, ports)).toEqual({ ...replies, standing: { personId, ...what } })
})

test('a click that counted, or of a request that is not there, needs none of it', async () => {
  expect(await repliesTo({ kind: 'counted', request: sampleRequest() }, 'U0BOB', ports)).toBe(replies)
  expect(await repliesTo({ kind: 'refused', because: 'no-such-request' }, 'U0BOB', ports)).toBe(replies)
})
