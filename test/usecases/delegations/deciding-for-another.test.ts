import { describe, expect, test } from 'vitest'
import { decide } from '../../../src/usecases/decide.ts'
import { delegate } from '../../../src/usecases/delegations/delegate.ts'
import { cardPeople, stillAsked } from '../../../src/usecases/people/asked-now.ts'
import { alice, bob, carol } from '../../support/sample-request.ts'
import { createPeopleWorld, dave, erin, type PeopleWorld } from '../people-world.ts'

const handOn = async (
  { ports }: PeopleWorld,
  by: string,
  to: string,
  days = { from: '2026-11-03', until: '2026-11-04' },
) => {
  const asked = { to, ...days, entity: null, personId: by, channel: 'C0CLOSE', messageId: `hand-on-${by}-${to}` }
  expect(await delegate(asked, ports)).toMatchObject({ kind: 'delegated' })
}

const click = async (
  { ports }: PeopleWorld,
  personId: string,
  number: number,
  kind: 'approved' | 'rejected' = 'approved',
) => {
  const asked = {
    key: { entity: 'us', number },
    kind,
    round: 1,
    personId,
    messageId: `click-of-${personId}`,
    slackTs: null,
  }
  return decide({ ...asked, reason: kind === 'rejected' ? 'Too early' : null }, ports)
}

describe('a delegate', () => {
  test('decides with the right of whom they act for; both stand in the decision and in its entry', async () => {
    const world = createPeopleWorld()
    const { number } = await world.awaiting()
    await handOn(world, 'U0BOB', 'U0CAROL')
    const authority = { rule: 'U0BOB', members: null, stage: 1, delegation: { from: bob, record: 2 } }
    expect(await click(world, 'U0CAROL', number)).toMatchObject({ kind: 'counted', decision: { by: carol, authority } })
    expect(world.requests.peek({ entity: 'us', number })).toMatchObject({
      approvals: 1,
      log: [{}, { kind: 'approved', by: carol, details: { authority } }],
    })
  })

  test('may reject for them, too', async () => {
    const world = createPeopleWorld()
    const { number } = await world.awaiting()
    await handOn(world, 'U0BOB', 'U0CAROL')
    expect(await click(world, 'U0CAROL', number, 'rejected')).toMatchObject({ kind: 'counted' })
    expect(world.requests.peek({ entity: 'us', number }).stopped).toMatchObject({ kind: 'rejected', by: carol })
  })

  test.each([
    ['U0CAROL', 'U0BOB'],
    ['U0BOB', 'U0CAROL'],
  ])('and whom they act for have one seat: after %s, %s has decided already', async (first, second) => {
    const world = createPeopleWorld()
    const { number } = await world.awaiting()
    await handOn(world, 'U0BOB', 'U0CAROL')
    expect(await click(world, first, number)).toMatchObject({ kind: 'counted' })
    expect(await click(world, second, number)).toMatchObject({ kind: 'refused', because: 'already-decided' })
    expect(world.requests.peek({ entity: 'us', number }).approvals).toBe(1)
  })

  test('of two, acts for the one who can still decide, and counts once', async () => {
    const world = createPeopleWorld()
    const { number } = await world.awaiting()
    await handOn(world, 'U0BOB', 'U0CAROL')
    await handOn(world, 'U0ERIN', 'U0CAROL')
    await click(world, 'U0BOB', number)
    expect(await click(world, 'U0CAROL', number)).toMatchObject({
      decision: { authority: { delegation: { from: erin } } },
    })
    expect(await click(world, 'U0CAROL', number)).toMatchObject({ kind: 'counted' })
    expect(world.requests.peek({ entity: 'us', number }).approvals).toBe(2)
  })

  test('with a right of their own decides by that', async () => {
    const world = createPeopleWorld({ policy: { approvers: ['U0BOB', 'U0ERIN', 'U0CAROL'] } })
    const { number } = await world.awaiting()
    await handOn(world, 'U0BOB', 'U0CAROL')
    const answer = await click(world, 'U0CAROL', number)
    expect(answer).toMatchObject({ decision: { authority: { rule: 'U0CAROL' } } })
    expect(await click(world, 'U0BOB', number)).toMatchObject({ kind: 'counted' })
  })

  test.each<[string, Parameters<PeopleWorld['awaiting']>[0], string]>([
    ['who asked cannot be the delegate', { requester: carol }, 'own-request'],
    ['nor does the delegate of who asked count', { requester: bob }, 'part-of-requester'],
    ['nor the delegate of who asked before somebody took over', { formerRequesters: [bob] }, 'part-of-requester'],
  ])('%s', async (_what, changes, because) => {
    const world = createPeopleWorld()
    const { number } = await world.awaiting(changes)
    await handOn(world, 'U0BOB', 'U0CAROL')
    expect(await click(world, 'U0CAROL', number)).toMatchObject({ kind: 'refused', because })
  })

  test('counts on the days alone, of the entity: neither before nor after', async () => {
    const world = createPeopleWorld()
    const { number } = await world.awaiting({ expiresAt: '2026-12-01T00:00:00.000Z' })
    await handOn(world, 'U0BOB', 'U0CAROL', { from: '2026-11-04', until: '2026-11-05' })
    for (const [moment, expected] of [
      ['2026-11-04T04:59:00Z', 'refused'],
      ['2026-11-06T05:00:00Z', 'refused'],
    ] as const) {
      world.clock.moveTo(new Date(moment))
      expect(await click(world, 'U0CAROL', number)).toMatchObject({ kind: expected, because: 'not-an-approver' })
    }
  })

  test('counts on the last day until it is over there', async () => {
    const world = createPeopleWorld()
    const { number } = await world.awaiting({ expiresAt: '2026-12-01T00:00:00.000Z' })
    await handOn(world, 'U0BOB', 'U0CAROL', { from: '2026-11-04', until: '2026-11-05' })
    world.clock.moveTo(new Date('2026-11-06T04:59:00Z'))
    expect(await click(world, 'U0CAROL', number)).toMatchObject({ kind: 'counted' })
  })

  test.each<[string, (world: PeopleWorld) => void]>([
    ['whoever handed it on has left', (world) => world.becomes({ ...bob, isFullMember: false })],
    ['they have become a guest', (world) => world.becomes({ ...carol, isFullMember: false })],
  ])('does not count any more when %s', async (_what, happen) => {
    const world = createPeopleWorld()
    const { number } = await world.awaiting()
    await handOn(world, 'U0BOB', 'U0CAROL')
    happen(world)
    expect(await click(world, 'U0CAROL', number)).toMatchObject({ kind: 'refused' })
  })

  test('does not count once the policy does not name them, or whom they act for, any more', async () => {
    for (const changed of [{ delegates: ['U0DAVE'] }, { approvers: ['U0ERIN', 'U0DAVE'] }]) {
      const world = createPeopleWorld()
      const { number } = await world.awaiting()
      await handOn(world, 'U0BOB', 'U0CAROL')
      const { policy } = world.ports.rules.policyFor('us')
      const rules = {
        ...world.ports.rules,
        policyFor: () => ({ policy: { ...policy, ...changed }, hash: 'q', text: '{}' }),
      }
      const later = { ...world, ports: { ...world.ports, rules } }
      expect(await click(later, 'U0CAROL', number)).toMatchObject({ kind: 'refused', because: 'not-an-approver' })
    }
  })

  test('of another stage is told so', async () => {
    const stages = [
      { approvers: ['U0ERIN'], approvals: 1 },
      { approvers: ['U0BOB'], approvals: 1 },
    ]
    const world = createPeopleWorld({ policy: { actions: { close: { approvals: 2, stages } } } })
    const { number } = await world.awaiting({ stages: [1, 1] })
    await handOn(world, 'U0BOB', 'U0CAROL')
    expect(await click(world, 'U0CAROL', number)).toMatchObject({ kind: 'refused', because: 'not-your-stage' })
    await click(world, 'U0ERIN', number)
    expect(await click(world, 'U0CAROL', number)).toMatchObject({
      kind: 'counted',
      decision: { authority: { stage: 2 } },
    })
  })
})

describe('a card', () => {
  test('mentions who acts for those whom it asks, and each is written to', async () => {
    const world = createPeopleWorld()
    const request = await world.awaiting()
    await handOn(world, 'U0BOB', 'U0CAROL')
    expect(await cardPeople(request, world.ports)).toMatchObject({
      asked: ['U0BOB', 'U0ERIN'],
      escalated: [],
      acting: [{ delegator: bob, delegate: carol }],
    })
    expect(await stillAsked(request, world.ports)).toEqual(['U0BOB', 'U0ERIN', 'U0CAROL'])
  })

  test('mentions nobody who acts for who asked, nor who asked as a delegate', async () => {
    const world = createPeopleWorld()
    const request = await world.awaiting({ requester: dave, formerRequesters: [bob, alice] })
    await handOn(world, 'U0BOB', 'U0CAROL')
    await handOn(world, 'U0ERIN', 'U0DAVE')
    expect(await cardPeople(request, world.ports)).toMatchObject({ acting: [] })
    expect(await stillAsked(request, world.ports)).toEqual(['U0ERIN'])
  })
})
