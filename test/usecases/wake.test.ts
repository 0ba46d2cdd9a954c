import { expect, test } from 'vitest'
import { type WakePorts, wake } from '../../src/usecases/wake.ts'
import { createFakeRequests } from '../support/fake-requests.ts'
import { sampleDraft } from '../support/sample-request.ts'

const policy = {
  requesters: ['U0ALICE'],
  approvers: ['U0BOB'],
  expireAfter: { kind: 'seconds', seconds: 60 } as const,
  actions: { close: { approvals: 1 } },
}

function createPorts(requests: WakePorts['requests'], hash = 'b'.repeat(64), at = '2026-11-04T14:30:00.000Z') {
  const logged: object[] = []
  const resumed: string[] = []
  const workflow = {
    start: async () => {},
    resume: async (token: string) => void resumed.push(token),
    stateOf: async () => 'running' as const,
  }
  return {
    resumed,
    logged,
    ports: {
      requests,
      workflow,
      rules: {
        policyFor: () => ({ policy, hash, text: '{}' }),
        patience: { trialBalance: 86_400, trialBalanceStart: 900 },
      },
      now: () => new Date(at),
      log: (event: string, details: object) => void logged.push({ event, ...details }),
    },
  }
}

test('an open request that is not found, its entity’s key having been changed, is no silence but a failure', async () => {
  const requests = { ...createFakeRequests(), open: async () => [{ entity: 'us', number: 147 }] }
  const failure: unknown = await wake(createPorts(requests).ports).catch((error: unknown) => error)
  expect(failure).toMatchObject({ message: '1 requests could not be repaired.', errors: [{ name: 'RequestMissing' }] })
})

test.each([
  ['the policy that asked for them', 'b'.repeat(64), []],
  ['another policy', 'c'.repeat(64), ['token-1']],
])('approvers wait under %s', async (_which, hash, woken) => {
  const requests = createFakeRequests()
  const awaiting = {
    status: 'awaiting',
    round: 1,
    expiresAt: '2026-11-04T15:00:00.000Z',
    taskToken: 'token-1',
  } as const
  await requests.create(sampleDraft(awaiting))
  const { resumed, ports } = createPorts(requests, hash)
  await wake(ports)
  expect(resumed).toEqual(woken)
})

test.each([
  ['is full and not held', { approvals: 2 }, ['token-1']],
  ['is full and held', { approvals: 2, heldUntil: '2026-11-04T16:00:00.000Z' }, []],
  ['has one full stage, whose next card may be on its way', { approvals: 1, stages: [1, 1] }, []],
])('a quorum that %s', async (_how, changes, woken) => {
  const requests = createFakeRequests()
  const card = { channel: 'C0CLOSE', ts: '1.2', round: 1, stage: 1 }
  const awaiting = { status: 'awaiting', round: 1, taskToken: 'token-1', card } as const
  await requests.create(sampleDraft({ ...awaiting, ...changes }))
  const { resumed, ports } = createPorts(requests)
  await wake(ports)
  expect(resumed).toEqual(woken)
})

test('each run says how many requests are open and how many are stuck, and why', async () => {
  const requests = createFakeRequests()
  const awaiting = { status: 'awaiting', round: 1, taskToken: 'token-1' } as const
  await requests.create(sampleDraft({ ...awaiting, expiresAt: '2026-11-04T12:00:00.000Z' }))
  await requests.create(sampleDraft({ ...awaiting, expiresAt: '2026-11-04T16:00:00.000Z', messageId: 'asked-2' }))
  const { logged, ports } = createPorts(requests)
  await wake(ports)
  expect(logged).toEqual([
    { event: 'request-stuck', request: 'US-0001', because: 'expiry-passed', minutes: 150 },
    { event: 'woke', open: 2, stuck: 1, notRepaired: 0 },
  ])
})

test('a request that cannot be repaired is named', async () => {
  const requests = createFakeRequests()
  await requests.create(sampleDraft({ status: 'awaiting', expiresAt: '2026-11-04T16:00:00.000Z' }))
  const { logged, ports } = createPorts(requests)
  const workflow = { ...ports.workflow, stateOf: () => Promise.reject(new Error('AccessDenied')) }
  await expect(wake({ ...ports, workflow })).rejects.toThrow('1 requests could not be repaired.')
  expect(logged).toEqual([
    { event: 'request-not-repaired', request: 'US-0001', error: 'Error', words: 'AccessDenied' },
    { event: 'woke', open: 1, stuck: 0, notRepaired: 1 },
  ])
})
