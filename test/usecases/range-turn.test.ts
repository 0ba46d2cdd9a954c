import { expect, test } from 'vitest'
import type { RequestKey } from '../../src/domain/request.ts'
import { advance } from '../../src/usecases/advance.ts'
import { announce } from '../../src/usecases/announce.ts'
import { cancel } from '../../src/usecases/clicks/cancel.ts'
import { requestApproval } from '../../src/usecases/request-approval.ts'
import { createFakePeople } from '../support/fake-people.ts'
import { alice, bob, samplePeriod } from '../support/sample-request.ts'
import { createWorkflowWorld } from './workflow-world.ts'

const august = samplePeriod({ id: 'august', name: 'Aug 2026', startDate: '2026-08-01', endDate: '2026-08-31' })
const september = samplePeriod({ id: 'september', name: 'Sep 2026', startDate: '2026-09-01', endDate: '2026-09-30' })
const parent: RequestKey = { entity: 'us', number: 1 }
const first: RequestKey = { entity: 'us', number: 2 }

/** A range of two periods, its first turn taken up to the waiting for its first close. */
async function createRangeWorld() {
  const world = await createWorkflowWorld({
    action: 'close-range',
    approvalsNeeded: 0,
    period: { id: null, name: 'Aug 2026 to Sep 2026', startDate: '2026-08-01', endDate: '2026-09-30' },
    range: [august, september].map(({ id, name }) => ({ periodId: id, name, number: null, ended: null })),
  })
  const started: string[] = []
  const resumed: string[] = []
  const [entity] = world.ports.rules.entities
  if (!entity) throw new Error('there is no entity')
  const periods = {
    ...entity.periods,
    retrieve: async (id: string) => [august, september].find((period) => period.id === id),
  }
  const ports = {
    ...world.ports,
    rules: { ...world.ports.rules, entities: [{ ...entity, periods }] },
    people: createFakePeople([alice], {}),
    workflow: {
      start: async (_key: RequestKey, execution: string) => void started.push(execution),
      resume: async (token: string) => void resumed.push(token),
    },
  }
  const { requests } = ports
  return {
    ports,
    requests,
    started,
    resumed,
    turn: () => advance(parent, ports),
    keepToken: (token: string) => requestApproval(parent, token, ports),
    endFirst: async (outcome: 'succeeded' | 'expired') => {
      const child = requests.peek(first)
      const ending = outcome === 'succeeded' ? { kind: outcome } : { kind: outcome, waitedFor: 'approval' as const }
      await requests.write(child, { outcome: ending }, [])
      await announce(first, null, ports)
    },
  }
}

test('one close at a time: the next is made when the one before it has ended, and the range is woken for it', async () => {
  const { requests, started, resumed, turn, keepToken, endFirst } = await createRangeWorld()
  await turn()
  expect(started).toEqual(['US-0002'])
  expect(requests.peek(first)).toMatchObject({
    action: 'close',
    partOf: 1,
    period: { name: 'Aug 2026' },
    requester: alice,
  })
  expect(await turn()).toMatchObject({ kind: 'await-decision' })
  await keepToken('token-1')
  expect(resumed).toEqual([])
  await endFirst('succeeded')
  expect(resumed).toEqual(['token-1'])
  await turn()
  expect(started).toEqual(['US-0002', 'US-0003'])
  expect(requests.peek(parent).range).toEqual([
    { periodId: 'august', name: 'Aug 2026', number: 2, ended: 'succeeded' },
    { periodId: 'september', name: 'Sep 2026', number: 3, ended: null },
  ])
})

test('a close that ended before the range waited for it wakes it all the same', async () => {
  const { resumed, turn, keepToken, endFirst } = await createRangeWorld()
  await turn()
  await turn()
  await endFirst('succeeded')
  await keepToken('token-1')
  expect(resumed).toEqual(['token-1'])
})

test('who asked for the range before it was taken over approves none of its closes either', async () => {
  const { requests, turn } = await createRangeWorld()
  await requests.write(requests.peek(parent), { requester: bob, formerRequesters: [alice] }, [])
  await turn()
  expect(requests.peek(first)).toMatchObject({ requester: bob, formerRequesters: [alice] })
})

test('a close that did not happen ends the range: nothing after it is begun', async () => {
  const { requests, started, turn, endFirst } = await createRangeWorld()
  await turn()
  await endFirst('expired')
  expect(await turn()).toEqual({ kind: 'announce' })
  expect(started).toEqual(['US-0002'])
  expect(requests.peek(parent).outcome).toEqual({
    kind: 'failed',
    because: { kind: 'range-stopped', period: 'Aug 2026', request: 'US-0002', ended: 'expired' },
  })
})

test('a turn that died after it had made the close finds it again', async () => {
  const { requests, started, ports, turn } = await createRangeWorld()
  let isMade = false
  const create: typeof requests.create = async (draft) => {
    isMade = true
    return requests.create(draft)
  }
  const write: typeof requests.write = async (...given) => {
    if (isMade) throw new Error('killed')
    return requests.write(...given)
  }
  await expect(advance(parent, { ...ports, requests: { ...requests, create, write } })).rejects.toThrow('killed')
  expect(requests.peek(first)).toMatchObject({ partOf: 1 })
  await turn()
  await turn()
  expect(started).toEqual(['US-0002'])
  expect(await requests.read({ entity: 'us', number: 3 })).toBeUndefined()
})

test('a range that is cancelled while its close is being made does not begin it', async () => {
  const { requests, started, ports } = await createRangeWorld()
  const create: typeof requests.create = async (draft) => {
    const made = await requests.create(draft)
    await cancel({ key: parent, personId: 'U0ALICE', slackTs: null }, { ...ports, requests })
    return made
  }
  await advance(parent, { ...ports, requests: { ...requests, create } })
  expect(started).toEqual([])
  expect(requests.peek(first).stopped).toMatchObject({ kind: 'cancelled', by: alice })
  await advance(parent, ports)
  expect(requests.peek(parent).outcome).toEqual({ kind: 'cancelled', by: 'U0ALICE' })
})
