import { expect, test } from 'vitest'
import { secondsAfter } from '../../../src/domain/calendar/calendar-date.ts'
import { type ApprovalWorld, createApprovalWorld } from './approval-world.ts'

const held = { holdBeforeCloseSeconds: 600 }

async function createHeldWorld(): Promise<ApprovalWorld> {
  const world = await createApprovalWorld(held)
  await world.approve('U0BOB')
  world.clock.pass(60)
  await world.approve('U0CAROL')
  world.clock.pass(5)
  expect(await world.turns()).toMatchObject({ kind: 'await-decision' })
  return world
}

test('a full quorum is held for so long, which the card and the status say', async () => {
  const world = await createHeldWorld()
  const until = secondsAfter(world.clock.iso(), 600)
  expect(world.now().heldUntil).toBe(until)
  expect(world.entry('held')?.details).toEqual({ round: 1, until, holdSeconds: 600 })
  const kinds = world.now().log.map(({ kind }) => kind)
  expect(kinds[kinds.indexOf('held') - 1]).toBe('scanned')
  const shown = world.announcer.told.filter(({ request }) => request.heldUntil === until).map(({ kind }) => kind)
  expect(shown).toEqual(expect.arrayContaining(['card-shown', 'status']))
  expect(world.zuora.asks.filter(({ what }) => what === 'close')).toEqual([])
})

test('when a hold begins, who asked and everybody who can stop it get one direct message, however many turns follow', async () => {
  const world = await createHeldWorld()
  world.clock.pass(60)
  await world.turns()
  const notices = world.announcer.told.filter(({ kind }) => kind === 'held-notice')
  expect(notices).toMatchObject([{ request: { heldUntil: world.now().heldUntil } }])
  const [people] = notices.map((notice) => ('people' in notice ? [...notice.people].sort() : []))
  expect(people).toEqual(['U0ALICE', 'U0BOB', 'U0CAROL'])
})

test('a quorum that is found full only after an outage is held as long: nobody could have stopped it before', async () => {
  const world = await createApprovalWorld(held)
  await world.approve('U0BOB')
  await world.approve('U0CAROL')
  world.clock.pass(7200)
  expect(await world.turns()).toEqual({ kind: 'await-decision', timeoutSeconds: 600 })
  expect(await world.stop('U0CAROL')).toMatchObject({ kind: 'cancelled' })
})

test('the wait is as long as the hold, and nobody is woken in it', async () => {
  const world = await createApprovalWorld(held)
  await world.approve('U0BOB')
  await world.approve('U0CAROL')
  const before = world.resumed.length
  expect(await world.turns()).toEqual({ kind: 'await-decision', timeoutSeconds: 600 })
  expect(world.resumed).toHaveLength(before)
})

test('when it is over Zuora is asked', async () => {
  const world = await createHeldWorld()
  world.clock.pass(599)
  expect(await world.turns()).toEqual({ kind: 'await-decision', timeoutSeconds: 1 })
  world.clock.pass(2)
  expect(await world.turns()).toEqual({ kind: 'announce' })
  expect(world.now().outcome).toEqual({ kind: 'succeeded' })
  expect(world.now().log.filter(({ kind }) => kind === 'held')).toHaveLength(1)
})

test('a quorum that fills after the time to approve is nearly up is held past it', async () => {
  const world = await createApprovalWorld({ ...held, expireAfter: { kind: 'seconds', seconds: 300 } })
  await world.approve('U0BOB')
  await world.approve('U0CAROL')
  await world.turns()
  world.clock.pass(400)
  expect(await world.turns()).toMatchObject({ kind: 'await-decision' })
  expect(await world.stop('U0CAROL')).toMatchObject({ kind: 'cancelled' })
})

test('a withdrawal ends the hold; a quorum that fills again is held anew', async () => {
  const world = await createHeldWorld()
  world.clock.pass(300)
  await world.withdraw('U0BOB')
  expect(world.now()).toMatchObject({ heldUntil: null, approvals: 1 })
  world.clock.pass(600)
  expect(await world.turns()).toMatchObject({ kind: 'await-decision' })
  await world.approve('U0BOB')
  await world.turns()
  expect(world.now().heldUntil).toBe(secondsAfter(world.clock.iso(), 600))
  expect(world.now().log.filter(({ kind }) => kind === 'held')).toHaveLength(2)
})

test('a withdrawal after the time to approve is up wakes the workflow, which tells that it has expired', async () => {
  const world = await createApprovalWorld({ ...held, expireAfter: { kind: 'seconds', seconds: 300 } })
  await world.approve('U0BOB')
  await world.approve('U0CAROL')
  await world.turns()
  world.clock.pass(400)
  const before = world.resumed.length
  await world.withdraw('U0BOB')
  expect(world.resumed).toHaveLength(before + 1)
  await world.turns()
  expect(world.now().outcome).toEqual({ kind: 'expired', waitedFor: 'approval' })
})

test.each([
  ['who asked', 'U0ALICE', undefined],
  ['an approver who has approved', 'U0BOB', { rule: 'U0BOB', members: null }],
])('%s stops it: it ends as cancelled by that person, and Zuora is not asked', async (_who, person, authority) => {
  const world = await createHeldWorld()
  expect(await world.stop(person)).toMatchObject({ kind: 'cancelled' })
  expect(world.resumed.at(-1)).toMatch(/^token-/)
  expect(await world.turns()).toEqual({ kind: 'announce' })
  expect(world.now().outcome).toEqual({ kind: 'cancelled', by: person })
  expect(world.entry('cancelled')).toMatchObject({
    by: { id: person },
    slackTs: '1793800000.000900',
    details: authority ? { authority } : {},
  })
  expect(world.zuora.asks.filter(({ what }) => what === 'close')).toEqual([])
})

test('an approver of a stage that has agreed can stop it, too', async () => {
  const stages = [
    { approvers: ['U0BOB'], approvals: 1 },
    { approvers: ['U0CAROL'], approvals: 1 },
  ]
  const world = await createApprovalWorld({ ...held, actions: { close: { approvals: 2, stages } } })
  await world.approve('U0BOB')
  await world.turns()
  await world.approve('U0CAROL')
  await world.turns()
  expect(await world.stop('U0BOB')).toMatchObject({ kind: 'cancelled' })
})

test.each([
  ['U0DAVE', 'not-an-approver'],
  ['U0GUEST', 'not-a-full-member'],
] as const)('%s cannot stop it: %s', async (person, because) => {
  const world = await createHeldWorld()
  world.policy.approvers = ['U0BOB', 'U0CAROL', 'U0GUEST']
  expect(await world.stop(person)).toMatchObject({ kind: 'refused', because })
  expect(world.now().stopped).toBeNull()
})

test('a “Stop” of an earlier round, or of a hold that a withdrawal ended, is of an older card', async () => {
  const world = await createHeldWorld()
  const heldUntil = Date.parse(world.now().heldUntil ?? '')
  expect(await world.stop('U0CAROL', { round: 0 })).toMatchObject({ kind: 'refused', because: 'older-card' })
  await world.withdraw('U0BOB')
  expect(await world.stop('U0CAROL', { heldUntil })).toMatchObject({ kind: 'refused', because: 'not-held' })
  world.clock.pass(60)
  await world.approve('U0BOB')
  expect(await world.stop('U0CAROL', { heldUntil })).toMatchObject({ kind: 'refused', because: 'older-card' })
  await world.turns()
  expect(await world.stop('U0CAROL', { heldUntil })).toMatchObject({ kind: 'refused', because: 'older-card' })
  const heldNow = Date.parse(world.now().heldUntil ?? '')
  expect(await world.stop('U0CAROL', { heldUntil: heldNow })).toMatchObject({ kind: 'cancelled' })
})

test('before the quorum is full there is nothing to stop', async () => {
  const world = await createApprovalWorld(held)
  await world.approve('U0BOB')
  expect(await world.stop('U0BOB')).toMatchObject({ kind: 'refused', because: 'not-held' })
})

test('the hold was stored and the process died before it was shown: the next turn shows it', async () => {
  const world = await createApprovalWorld(held)
  await world.approve('U0BOB')
  await world.approve('U0CAROL')
  const { showCard } = world.announcer
  Object.assign(world.announcer, { showCard: () => Promise.reject(new Error('killed')) })
  await expect(world.turns()).rejects.toThrow('killed')
  Object.assign(world.announcer, { showCard })
  expect(await world.turns()).toMatchObject({ kind: 'await-decision' })
  expect(world.announcer.told.findLast(({ kind }) => kind === 'card-shown')?.request.heldUntil).not.toBeNull()
  expect(world.now().log.filter(({ kind }) => kind === 'held')).toHaveLength(1)
})
