import { expect, test } from 'vitest'
import type { Filed } from '../../../src/domain/evidence/filed.ts'
import { canonicalJson } from '../../../src/domain/evidence/log.ts'
import type { Policy } from '../../../src/domain/policy/policy.ts'
import type { MessageRef } from '../../../src/domain/request.ts'
import { everyMinute } from '../../../src/usecases/every-minute.ts'
import { type WatchPoliciesPorts, watchPolicies } from '../../../src/usecases/policy/watch-policies.ts'
import { createFakeAnnouncer } from '../../support/fake-announcer.ts'
import { createFakeFilings } from '../../support/fake-filings.ts'
import { createFakeHomePorts } from '../../support/fake-home-ports.ts'
import { createFakeKeptPolicies } from '../../support/fake-kept-policies.ts'
import { createFakeRequests, sha256 } from '../../support/fake-requests.ts'
import { Crash, interruptible, unlessItDies } from '../../support/interruptible.ts'

const two: Policy = {
  requesters: ['U0ALICE'],
  approvers: ['U0BOB', 'U0CAROL'],
  expireAfter: { kind: 'seconds', seconds: 172_800 },
  actions: { close: { approvals: 2 } },
}
const one: Policy = { ...two, approvers: ['U0BOB', 'U0CAROL', 'U0ERIN'], actions: { close: { approvals: 1 } } }

function createWorld(entityKeys = ['us']) {
  const state = { policy: two, refuses: false }
  const posted: Filed[] = []
  const inForce = () => {
    const text = canonicalJson(state.policy)
    return { policy: state.policy, text, hash: sha256(text) }
  }
  const filings = createFakeFilings()
  const ports: WatchPoliciesPorts = {
    entityKeys,
    rules: { policyFor: inForce },
    policies: createFakeKeptPolicies(),
    filings,
    policyAnnouncer: {
      async postPolicyChange(filed): Promise<MessageRef | null> {
        if (state.refuses) return null
        posted.push(filed)
        return { channel: 'C0CLOSE', ts: `1793725200.00010${posted.length}` }
      },
    },
    now: () => new Date('2026-11-04T14:00:00Z'),
  }
  return { state, posted, filings, ports, hash: () => inForce().hash, filed: () => filings.allFiled() }
}

test('the first policy is filed silently, as the beginning', async () => {
  const world = createWorld()
  await watchPolicies(world.ports)
  await watchPolicies(world.ports)
  expect(world.filed()).toMatchObject([
    { number: 1, status: 'closed', about: { kind: 'policy', hash: world.hash(), before: null, changes: [] } },
  ])
  expect(world.posted).toEqual([])
  expect(await world.ports.policies.policyText('us', world.hash())).toBe(canonicalJson(two))
})

test('a change is filed with what changed, and told once', async () => {
  const world = createWorld()
  await watchPolicies(world.ports)
  const before = world.hash()
  world.state.policy = one
  await watchPolicies(world.ports)
  await watchPolicies(world.ports)
  const [, change] = world.filed()
  expect(world.filed()).toHaveLength(2)
  expect(change).toMatchObject({
    status: 'closed',
    about: { hash: world.hash(), before, changes: ['approvers: + @U0ERIN', 'approvals for close: 2 → 1'] },
  })
  expect(change?.log.map(({ kind }) => kind)).toEqual(['filed', 'announced'])
  expect(change?.log[1]?.details).toEqual({ channel: 'C0CLOSE', ts: '1793725200.000101' })
  expect(world.posted).toHaveLength(1)
})

test('a policy that was in force before and is again, is a change of its own', async () => {
  const world = createWorld()
  for (const policy of [two, one, two, one]) {
    world.state.policy = policy
    await watchPolicies(world.ports)
  }
  expect(world.filed()).toHaveLength(4)
  expect(world.posted).toHaveLength(3)
})

test('while Slack refuses, it stays to be told', async () => {
  const world = createWorld()
  await watchPolicies(world.ports)
  Object.assign(world.state, { policy: one, refuses: true })
  await watchPolicies(world.ports)
  expect(world.filed().at(-1)).toMatchObject({ status: 'open' })
  world.state.refuses = false
  await watchPolicies(world.ports)
  expect(world.filed().at(-1)).toMatchObject({ status: 'closed' })
  expect(world.posted).toHaveLength(1)
})

test('each entity has its own; one that cannot be told keeps no other from it', async () => {
  const world = createWorld(['us', 'eu'])
  await watchPolicies(world.ports)
  world.state.policy = one
  const { postPolicyChange } = world.ports.policyAnnouncer
  world.ports.policyAnnouncer.postPolicyChange = (filed) =>
    filed.entity === 'us' ? Promise.reject(new Error('no answer')) : postPolicyChange(filed)
  await expect(watchPolicies(world.ports)).rejects.toThrow('1 policies could not be watched.')
  expect(world.posted.map(({ entity }) => entity)).toEqual(['eu'])
})

test('interrupted at any call, and repeated: the change is filed once, and told', async () => {
  for (let diesAt = 1; ; diesAt++) {
    const world = createWorld()
    await watchPolicies(world.ports)
    world.state.policy = one
    let calls = 0
    const tick = async () => {
      calls += 1
      if (calls >= diesAt) throw new Crash('died')
    }
    const { policies, filings, policyAnnouncer } = world.ports
    const dying = {
      ...world.ports,
      policies: interruptible(policies, tick),
      filings: interruptible(filings, tick),
      policyAnnouncer: interruptible(policyAnnouncer, tick),
    }
    await unlessItDies(() => watchPolicies(dying).catch(rethrowCrash))
    if (calls < diesAt) break
    await watchPolicies(world.ports)
    expect(world.filed()).toHaveLength(2)
    expect(world.filed().at(-1)).toMatchObject({ status: 'closed' })
    expect(world.posted.length).toBeGreaterThanOrEqual(1)
    expect(world.posted.length).toBeLessThanOrEqual(2)
  }
  expect.hasAssertions()
})

function rethrowCrash(error: unknown): never {
  throw error instanceof AggregateError ? error.errors[0] : error
}

test('two at once file one change', async () => {
  const world = createWorld()
  await watchPolicies(world.ports)
  world.state.policy = one
  await Promise.all([watchPolicies(world.ports), watchPolicies(world.ports)])
  expect(world.filed()).toHaveLength(2)
})

test('what fails of a minute does not keep the rest of it from being done', async () => {
  const world = createWorld()
  const requests = { ...createFakeRequests(), open: async () => [{ entity: 'us', number: 147 }] }
  const workflow = { start: async () => {}, resume: async () => {}, stateOf: async () => 'running' as const }
  const home = createFakeHomePorts()
  await home.homes.noteOpened({ personId: 'U0ALICE', at: home.now().toISOString(), version: '1' })
  const minute = everyMinute({
    ...world.ports,
    rules: { ...world.ports.rules, patience: { trialBalance: 86_400, trialBalanceStart: 900 } },
    announcer: createFakeAnnouncer(),
    restoreAnnouncer: { postRestored: async () => null },
    requests,
    workflow,
    home,
    log: () => {},
  })
  await expect(minute).rejects.toThrow(AggregateError)
  expect(world.filed()).toHaveLength(1)
  expect(home.published).toHaveLength(1)
})
