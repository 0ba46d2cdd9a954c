import { expect, test } from 'vitest'
import { advance } from '../../src/usecases/advance.ts'
import { cancel } from '../../src/usecases/clicks/cancel.ts'
import type { ActionAsked } from '../../src/usecases/request-action.ts'
import { requestAction } from '../../src/usecases/request-action.ts'
import { requestApproval } from '../../src/usecases/request-approval.ts'
import { requestRange } from '../../src/usecases/request-range.ts'
import { askingPorts } from '../support/asking-ports.ts'
import { sampleEntity } from '../support/sample-entity.ts'
import { alice, samplePeriod } from '../support/sample-request.ts'
import { createWorkflowWorld } from './workflow-world.ts'

const open = { status: 'Open', statusText: 'Open' } as const

/** Oct 2026 in New York, on the afternoon of its last day. */
function lastDay(changes: Parameters<typeof samplePeriod>[0] = {}) {
  const period = samplePeriod({ ...open, id: 'october', ...changes })
  const scan = async () => [{ item: 'draft-invoices', kind: 'counted', count: 3, more: false } as const]
  const periods = { ...sampleEntity().periods, list: async () => [period], retrieve: async () => period }
  const actions = { close: { approvals: 1 }, 'pending-close': { approvals: 0 }, delete: { approvals: 1 } }
  return askingPorts({
    entities: [sampleEntity({ periods, blockers: { scan } })],
    actions,
    now: '2026-10-31T18:00:00.000Z',
  })
}

function ask(asked: Partial<ActionAsked>, ports = lastDay()) {
  const from = { entity: null, note: null, personId: 'U0ALICE', channel: 'C0CLOSE', messageId: 'm1' }
  return requestAction({ ...from, action: 'close', reference: 'Oct 2026', ...asked }, ports)
}

test('a period that ends today can be planned for tomorrow, and the record says from when', async () => {
  const notBefore = '2026-11-01T23:00:00.000Z'
  const answer = await ask({ notBefore: 'tomorrow 18:00' })
  expect(answer).toMatchObject({
    kind: 'started',
    request: { notBefore, log: [{ kind: 'asked', details: { notBefore } }] },
  })
})

test('what begins at once has no such moment in its record', async () => {
  const ports = lastDay({ endDate: '2026-10-30' })
  const answer = await ask({}, ports)
  expect(answer).toMatchObject({ kind: 'started', request: { notBefore: null } })
  if (answer.kind === 'started') expect(answer.request.log[0]?.details).not.toHaveProperty('notBefore')
})

test('a plan for a day on which the period has not ended is told so, and nothing of what is to be cleared by then', async () => {
  expect(await ask({ notBefore: '23:00' })).toMatchObject({
    kind: 'obstacles',
    obstacles: [{ kind: 'planned-too-early', endDate: '2026-10-31', day: '2026-10-31' }],
  })
})

test('a trial balance that runs now is nothing against a pending close tomorrow', async () => {
  const running = { ...samplePeriod().trialBalance, status: 'running', statusText: 'Processing' } as const
  const asked = { action: 'pending-close', notBefore: 'tomorrow 9:00' } as const
  expect(await ask(asked, lastDay({ trialBalance: running }))).toMatchObject({ kind: 'started' })
})

test.each([
  [{ notBefore: '13:00' }, 'passed'],
  [{ notBefore: 'soon' }, 'not-understood'],
  [{ notBefore: '2026-12-24' }, 'too-far'],
  [{ action: 'delete', notBefore: '18:00' }, 'not-this-action'],
] as const)('asked with %j nothing is numbered', async (asked, because) => {
  const ports = lastDay()
  expect(await ask(asked, ports)).toMatchObject({ kind: 'not-planned', because })
  expect(await ports.requests.ofPeriod('us', 'october')).toEqual([])
})

test('a range is not planned', async () => {
  const from = { entity: null, note: null, personId: 'U0ALICE', channel: 'C0CLOSE', messageId: 'm1' }
  const asked = { ...from, from: 'Oct 2026', to: 'Oct 2026', notBefore: '18:00' }
  expect(await requestRange(asked, lastDay())).toMatchObject({ kind: 'not-planned', because: 'not-this-action' })
})

test('the same message delivered again after that time is answered as the first', async () => {
  const ports = lastDay({ endDate: '2026-10-30' })
  await ask({ notBefore: '15:00' }, ports)
  ports.now = () => new Date('2026-10-31T20:00:00.000Z')
  expect(await ask({ notBefore: '15:00' }, ports)).toMatchObject({ kind: 'started', request: { number: 1 } })
})

const inAnHour = '2026-11-04T15:00:00.000Z'

test('it waits with its lock, asks nothing, and goes on when its time has come', async () => {
  const world = await createWorkflowWorld({ notBefore: inAnHour, action: 'pending-close', approvalsNeeded: 0 })
  Object.assign(world.policy.actions, { 'pending-close': { approvals: 0 } })
  expect(await world.advance()).toEqual({ kind: 'await-decision', timeoutSeconds: 3600 })
  expect(world.now()).toMatchObject({ status: 'planned', lockTaken: true, asks: {} })
  world.clock.pass(3599.5)
  expect(await world.advance()).toEqual({ kind: 'await-decision', timeoutSeconds: 1 })
  world.clock.pass(0.5)
  expect(await world.advance()).toEqual({ kind: 'asked' })
  expect(world.zuora.effects.map(({ what }) => what)).toEqual(['pending-close'])
  expect(world.now()).toMatchObject({ status: 'asking' })
})

test.each([
  ['left the workspace', { ...alice, isFullMember: false }, null],
  ['is no requester any more', alice, ['U0BOB']],
] as const)('one whose requester %s meanwhile asks nothing of Zuora', async (_how, person, requesters) => {
  const world = await createWorkflowWorld({ notBefore: inAnHour, action: 'pending-close', approvalsNeeded: 0 })
  Object.assign(world.policy, requesters ? { requesters } : {})
  Object.assign(world.policy.actions, { 'pending-close': { approvals: 0 } })
  await world.advance()
  world.clock.pass(3600)
  const people = { ...world.ports.people, fresh: () => ({ ...world.ports.people, person: async () => person }) }
  expect(await advance(world.now(), { ...world.ports, people })).toEqual({ kind: 'asked' })
  expect(world.now().outcome).toEqual({
    kind: 'refused',
    because: { kind: 'may-not-ask-any-more', person: 'U0ALICE' },
  })
  expect(await world.advance()).toEqual({ kind: 'announce' })
  expect(world.zuora.effects).toEqual([])
})

test('a long wait looks at Zuora every six hours', async () => {
  const world = await createWorkflowWorld({ notBefore: '2026-11-20T15:00:00.000Z' })
  expect(await world.advance()).toEqual({ kind: 'await-decision', timeoutSeconds: 6 * 3600 })
})

/** Which tokens the workflow is resumed with. */
function noteResumed({ ports }: Awaited<ReturnType<typeof createWorkflowWorld>>) {
  const resumed: string[] = []
  const resume = async (token: string) => void resumed.push(token)
  return { resumed, ports: { ...ports, workflow: { ...ports.workflow, resume } } }
}

test('who asked cancels it at once, also while Zuora is away', async () => {
  const world = await createWorkflowWorld({ notBefore: inAnHour })
  const { resumed, ports } = noteResumed(world)
  await world.advance()
  await requestApproval(world.now(), 'token-1', ports)
  expect(resumed).toEqual([])
  world.zuora.state.unavailableUntil = Number.POSITIVE_INFINITY
  expect(await cancel({ key: world.now(), personId: 'U0ALICE', slackTs: null }, ports)).toMatchObject({
    kind: 'cancelled',
  })
  expect(resumed).toEqual(['token-1'])
  expect(await world.advance()).toEqual({ kind: 'announce' })
  expect(world.now().outcome).toEqual({ kind: 'cancelled', by: 'U0ALICE' })
  expect(world.zuora.effects).toEqual([])
})

test('a cancellation between the turn and its token ends the wait, too', async () => {
  const world = await createWorkflowWorld({ notBefore: inAnHour })
  const { resumed, ports } = noteResumed(world)
  await world.advance()
  await cancel({ key: world.now(), personId: 'U0ALICE', slackTs: null }, ports)
  await requestApproval(world.now(), 'token-1', ports)
  expect(resumed).toEqual(['token-1'])
})

test('an outage of Zuora before its time ends nothing and is told to nobody', async () => {
  const world = await createWorkflowWorld({ notBefore: '2026-11-07T15:00:00.000Z' })
  world.zuora.state.unavailableUntil = world.clock.now().getTime() + 48 * 3600 * 1000
  for (let turns = 0; turns < 6; turns += 1) {
    expect(await world.advance()).toMatchObject({ kind: 'await-decision' })
    world.clock.pass(6 * 3600)
  }
  expect(world.now()).toMatchObject({ status: 'planned', unreachableSince: null, outcome: null })
})

test('a period that others close meanwhile is told as theirs at the next look', async () => {
  const world = await createWorkflowWorld({ notBefore: '2026-11-20T15:00:00.000Z' })
  await world.advance()
  world.zuora.someone('close')
  world.clock.pass(6 * 3600)
  expect(await world.advance()).toEqual({ kind: 'announce' })
  expect(world.now().outcome).toMatchObject({ kind: 'overtaken', because: { kind: 'closed-by-others' } })
})

test('the time that people have counts from then, and so does the longest life of a request', async () => {
  const notBefore = '2026-12-04T15:00:00.000Z'
  const world = await createWorkflowWorld({ notBefore })
  await world.advance()
  world.zuora.state.draftInvoices = 1
  world.clock.moveTo(new Date('2026-12-05T15:00:00.000Z'))
  expect(await world.advance()).toMatchObject({ kind: 'await-decision' })
  expect(world.now()).toMatchObject({ status: 'blocked', outcome: null, expiresAt: '2026-12-07T15:00:00.000Z' })
})
