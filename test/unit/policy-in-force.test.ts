import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { stagesFor } from '../../src/domain/policy/policy.ts'
import { policyInForce } from '../../src/runtime/policy/policy-in-force.ts'

const shared = {
  requesters: ['U0ALICE'],
  approvers: ['U0BOB', 'U0CAROL'],
  expireAfter: '48h',
  actions: { close: { approvals: 2 } },
}

function inForce(changes: object = {}, file: object = {}) {
  const raw = { slack: { team: 'T0LOCAL', channel: 'C0CLOSE' }, timezone: 'UTC', entities: [{ key: 'us', name: 'US' }] }
  const read = readConfig({ ...raw, policy: { ...shared, ...changes }, ...file })
  if (!read.ok) throw new Error(read.mistakes.join('; '))
  return policyInForce(read.config, 'us')
}

test('the file in the words of the domain', () => {
  const { policy } = inForce({
    expireAfter: '2bd',
    holdBeforeClose: '30m',
    approvalValidFor: '12h',
    auditors: ['U0GUS'],
    delegates: ['U0DAN'],
    escalateTo: { after: '24h', approvers: ['U0ERIN'] },
    actions: { close: { stages: [['U0BOB'], ['U0CAROL']] } },
  })
  expect(policy).toEqual({
    requesters: ['U0ALICE'],
    approvers: ['U0BOB', 'U0CAROL'],
    expireAfter: { kind: 'business-days', days: 2 },
    holdBeforeCloseSeconds: 1800,
    approvalValidForSeconds: 43_200,
    auditors: ['U0GUS'],
    delegates: ['U0DAN'],
    delegationMaxDays: 14,
    escalateTo: { afterSeconds: 86_400, approvers: ['U0ERIN'] },
    actions: {
      close: {
        approvals: 2,
        stages: [
          { approvers: ['U0BOB'], approvals: 1 },
          { approvers: ['U0CAROL'], approvals: 1 },
        ],
      },
    },
  })
  expect(stagesFor(policy, 'close')).toHaveLength(2)
})

test('the hash is that of the text, and the text is the whole policy', () => {
  const { policy, text, hash } = inForce()
  expect(JSON.parse(text)).toEqual(policy)
  expect(hash).toBe(createHash('sha256').update(text).digest('hex'))
})

test.each([
  { holdBeforeClose: '1m' },
  { approvalValidFor: '24h' },
  { expireAfter: '2bd' },
  { auditors: ['U0GUS'] },
  { delegates: ['U0DAN'] },
  { delegates: ['U0DAN'], delegationMaxDays: 3 },
  { escalateTo: { after: '24h', approvers: ['U0ERIN'] } },
  { escalateTo: { after: '25h', approvers: ['U0ERIN'] } },
  { actions: { close: { stages: [['U0BOB'], ['U0CAROL']] } } },
  { actions: { close: { stages: [['U0CAROL'], ['U0BOB']] } } },
])('%j is another policy', (change) => {
  expect(inForce(change).hash).not.toBe(inForce().hash)
})

test('the same said in another way, or what is no policy, is the same policy', () => {
  const { hash } = inForce({ expireAfter: '2d', holdBeforeClose: 0 }, { stampNotes: true, daysOff: ['2026-12-24'] })
  expect(hash).toBe(inForce().hash)
})
