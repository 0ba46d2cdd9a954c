import { expect, test } from 'vitest'
import { withdraw } from '../../../src/usecases/clicks/withdraw.ts'
import { decide } from '../../../src/usecases/decide.ts'
import { createFakePeople } from '../../support/fake-people.ts'
import { alice, bob, carol, samplePerson } from '../../support/sample-request.ts'
import { createWorkflowWorld } from '../workflow-world.ts'

const cfo = samplePerson('U0CFO')

/** A change that waits for approvals; after two hours others may decide as well. */
async function waiting() {
  const world = await createWorkflowWorld({ action: 'update', fields: { notes: 'moved' } })
  Object.assign(world.policy, {
    actions: { update: { approvals: 2 } },
    escalateTo: { afterSeconds: 7200, approvers: ['U0CFO', 'U0ALICE', 'U0BOB'] },
  })
  world.ports.people = createFakePeople([alice, bob, carol, cfo])
  for (let turns = 0; world.now().status !== 'awaiting' && turns < 10; turns += 1) await world.advance()
  expect(await world.advance()).toEqual({ kind: 'await-decision', timeoutSeconds: 1800 })
  await world.ports.requests.noteMessages(world.now(), { card: { channel: 'C0CLOSE', ts: '1.2', round: 1, stage: 1 } })
  world.announcer.told.length = 0
  return world
}

test('others come in when their time has come also where that is before Zuora is looked at again', async () => {
  const world = await createWorkflowWorld({ action: 'update', fields: { notes: 'moved' } })
  Object.assign(world.policy, {
    actions: { update: { approvals: 2 } },
    escalateTo: { afterSeconds: 2, approvers: ['U0CFO'] },
  })
  let step = await world.advance()
  for (let turns = 0; world.now().status !== 'awaiting' && turns < 10; turns += 1) step = await world.advance()
  expect(step).toEqual({ kind: 'await-decision', timeoutSeconds: 2 })
  world.clock.pass(2)
  await world.advance()
  expect(world.now().escalatedAt).toBe(world.clock.iso())
})

test('it is written first, then the card says so, and each is written to but who asked', async () => {
  const world = await waiting()
  world.clock.pass(7200)
  expect(await world.advance()).toEqual({ kind: 'asked' })
  expect(world.now()).toMatchObject({ escalatedAt: world.clock.iso(), approvals: 0, approvalsNeeded: 2 })
  expect(world.now().log.at(-1)).toMatchObject({
    kind: 'escalated',
    details: { round: 1, approvers: ['U0CFO', 'U0ALICE', 'U0BOB'], waitedSeconds: 7200 },
  })
  expect(world.announcer.told.map(({ kind }) => kind)).toEqual(['card-shown', 'escalated-notice'])
  expect(world.announcer.told.at(-1)).toMatchObject({ people: ['U0CFO', 'U0BOB'] })
})

test('who has decided already is not written to; who took their approval back is', async () => {
  for (const [takesBack, people] of [
    [false, ['U0CFO']],
    [true, ['U0CFO', 'U0BOB']],
  ] as const) {
    const world = await waiting()
    const ports = { ...world.ports, workflow: { resume: async () => {} } }
    const click = { key: world.now(), round: 1, personId: 'U0BOB', reason: null, slackTs: null }
    await decide({ ...click, kind: 'approved', messageId: 'a' }, ports)
    if (takesBack) await withdraw({ ...click, messageId: 'b' }, ports)
    world.clock.pass(7200)
    await world.advance()
    expect(world.announcer.told.at(-1)).toMatchObject({ kind: 'escalated-notice', people })
  }
})

test('once: the next turn waits, and shows the card again in case the one before died', async () => {
  const world = await waiting()
  world.clock.pass(7200)
  await world.advance()
  expect(await world.advance()).toMatchObject({ kind: 'await-decision' })
  expect(world.now().log.filter(({ kind }) => kind === 'escalated')).toHaveLength(1)
  const notices = world.announcer.told.filter(({ kind }) => kind === 'escalated-notice')
  expect(notices).toHaveLength(1)
  expect(world.announcer.told.slice(2).map(({ kind }) => kind)).toEqual(['card-shown', 'status'])
})

test('from then on they decide like the others, of the same number', async () => {
  const world = await waiting()
  world.clock.pass(7200)
  const click = () =>
    decide(
      { key: world.now(), kind: 'approved', round: 1, personId: 'U0CFO', reason: null, messageId: 'c', slackTs: null },
      { ...world.ports, workflow: { resume: async () => {} } },
    )
  expect(await click()).toMatchObject({ kind: 'refused', because: 'not-an-approver' })
  await world.advance()
  expect(await click()).toMatchObject({
    kind: 'counted',
    decision: { authority: { rule: 'U0CFO', escalated: true, stage: 1 } },
  })
  expect(world.now()).toMatchObject({ approvals: 1, approvalsNeeded: 2 })
})

test('a requester who has left is noticed at such a look, and the status message offers to take over', async () => {
  const world = await waiting()
  world.clock.pass(1800)
  world.ports.people = createFakePeople([{ ...alice, isFullMember: false }, bob, carol, cfo])
  expect(await world.advance()).toMatchObject({ kind: 'await-decision' })
  expect(world.now().requesterLeftAt).toBe(world.clock.iso())
  expect(world.announcer.told.at(-1)).toMatchObject({ kind: 'status', request: { requesterLeftAt: world.clock.iso() } })
})
