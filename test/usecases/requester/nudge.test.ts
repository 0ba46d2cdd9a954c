import { expect, test } from 'vitest'
import { delegate } from '../../../src/usecases/delegations/delegate.ts'
import { nudge } from '../../../src/usecases/requester/nudge.ts'
import { alice, bob, sampleDecision } from '../../support/sample-request.ts'
import { createPeopleWorld, type PeopleWorld } from '../people-world.ts'
import { createWorkflowWorld } from '../workflow-world.ts'

const press = ({ ports }: PeopleWorld, { personId = 'U0ALICE', messageId = 'press-1', round = 1 } = {}) =>
  nudge({ key: { entity: 'us', number: 1 }, round, personId, messageId, slackTs: '1793725200.000100' }, ports)
const nudges = ({ announcer }: PeopleWorld) =>
  announcer.told.flatMap((told) => (told.kind === 'nudge' ? [told.people] : []))

test('who asked reminds those who have not decided; it is written down first', async () => {
  const world = createPeopleWorld()
  await world.awaiting({ approvals: 1, decisions: { '1#u0bob@example.com': sampleDecision(bob) } })
  expect(await press(world)).toMatchObject({ kind: 'nudged', reached: ['U0ERIN'], missed: [] })
  expect(nudges(world)).toEqual([['U0ERIN']])
  expect(world.requests.peek({ entity: 'us', number: 1 })).toMatchObject({
    nudgedAt: '2026-11-03T15:00:00.000Z',
    log: [{}, { kind: 'nudged', by: alice, slackTs: '1793725200.000100', details: { round: 1, people: ['U0ERIN'] } }],
  })
})

test('where a part was handed on, who acts is reminded in the place of its owner', async () => {
  const world = createPeopleWorld()
  await world.awaiting()
  const days = { from: '2026-11-03', until: '2026-11-04' }
  await delegate(
    { to: 'U0CAROL', ...days, entity: null, personId: 'U0BOB', channel: 'C0CLOSE', messageId: 'm' },
    world.ports,
  )
  await press(world)
  expect(nudges(world)).toEqual([['U0CAROL', 'U0ERIN']])
})

test('those to whom it was escalated are reminded, too', async () => {
  const world = createPeopleWorld()
  await world.awaiting({ escalatedAt: '2026-11-03T14:30:00.000Z' })
  expect(await press(world)).toMatchObject({ reached: ['U0BOB', 'U0ERIN', 'U0CFO'] })
})

test('at most once in four hours: pressed again, the answer is that it was used, and nobody is written to', async () => {
  const world = createPeopleWorld()
  await world.awaiting()
  await press(world)
  world.clock.pass(4 * 3600 - 1)
  expect(await press(world, { messageId: 'press-2' })).toMatchObject({ kind: 'refused', because: 'nudged-lately' })
  world.clock.pass(1)
  expect(await press(world, { messageId: 'press-3' })).toMatchObject({ kind: 'nudged' })
  expect(nudges(world)).toHaveLength(2)
})

test('ten presses at once remind once', async () => {
  const world = createPeopleWorld()
  await world.awaiting()
  const presses = Array.from({ length: 10 }, (_, index) => press(world, { messageId: `press-${index}` }))
  const kinds = (await Promise.all(presses)).map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'nudged')).toHaveLength(1)
  expect(nudges(world)).toHaveLength(1)
})

test('a process that died after it was written reminds nobody a second time, and says so', async () => {
  const world = createPeopleWorld()
  await world.awaiting()
  const announcer = { ...world.ports.announcer, nudge: () => Promise.reject(new Error('killed')) }
  await expect(press({ ...world, ports: { ...world.ports, announcer } })).rejects.toThrow('killed')
  expect(await press(world)).toMatchObject({ kind: 'nudged-before' })
  expect(nudges(world)).toEqual([])
})

test('a new round does not let them be reminded sooner', async () => {
  const world = await createWorkflowWorld({ action: 'update', fields: { notes: 'moved' } })
  Object.assign(world.policy, { actions: { update: { approvals: 1 } } })
  const nudgedAt = world.clock.iso()
  await world.ports.requests.write(world.now(), { nudgedAt }, [])
  for (let turns = 0; world.now().status !== 'awaiting' && turns < 10; turns += 1) await world.advance()
  expect(world.now()).toMatchObject({ status: 'awaiting', round: 1, nudgedAt })
})

test('an answer lost on its way does not make it somebody else’s reminder', async () => {
  const world = createPeopleWorld()
  await world.awaiting()
  const requests = {
    ...world.ports.requests,
    nudge: async (...given: Parameters<typeof world.requests.nudge>) => {
      await world.requests.nudge(...given)
      return undefined
    },
  }
  expect(await press({ ...world, ports: { ...world.ports, requests } })).toMatchObject({ kind: 'nudged-before' })
})

test.each([
  ['others who press it', { personId: 'U0BOB' }, {}, 'not-requester'],
  ['an older card', { round: 1 }, { round: 2 }, 'older-card'],
  ['a request that is not awaiting', {}, { status: 'blocked' }, 'not-awaiting'],
  ['a request that expired', {}, { expiresAt: '2026-11-03T15:00:00.000Z' }, 'expired'],
  ['a request with enough approvals', {}, { approvals: 2 }, 'already-enough'],
  ['a request that is being asked', {}, { status: 'asking' }, 'already-asking'],
] as const)('%s: refused and counted', async (_what, given, changes, because) => {
  const world = createPeopleWorld()
  const request = await world.awaiting(changes)
  expect(await press(world, given)).toMatchObject({ kind: 'refused', because })
  const personId = 'personId' in given ? given.personId : 'U0ALICE'
  expect(await world.requests.refusedClicks(request)).toEqual({ [`${personId}#${because}`]: 1 })
  expect(nudges(world)).toEqual([])
})

test('when everybody has decided and it is not enough, nobody is reminded', async () => {
  const world = createPeopleWorld({ policy: { approvers: ['U0BOB'] } })
  await world.awaiting({ approvals: 1, decisions: { '1#u0bob@example.com': sampleDecision(bob) } })
  expect(await press(world)).toMatchObject({ kind: 'nobody-left' })
  expect(world.requests.peek({ entity: 'us', number: 1 }).nudgedAt).toBeNull()
})

test('whom Slack does not take the message for is named', async () => {
  const world = createPeopleWorld()
  await world.awaiting()
  const announcer = { ...world.ports.announcer, nudge: async () => ['U0BOB'] }
  const answer = await press({ ...world, ports: { ...world.ports, announcer } })
  expect(answer).toMatchObject({ reached: ['U0BOB'], missed: ['U0ERIN'] })
})
