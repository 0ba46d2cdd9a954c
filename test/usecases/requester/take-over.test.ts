import { describe, expect, test } from 'vitest'
import { cancel } from '../../../src/usecases/clicks/cancel.ts'
import { decide } from '../../../src/usecases/decide.ts'
import { noteRequesterLeft } from '../../../src/usecases/requester/note-requester-left.ts'
import { nudge } from '../../../src/usecases/requester/nudge.ts'
import { takeOver } from '../../../src/usecases/requester/take-over.ts'
import { alice, bob, carol, sampleDecision } from '../../support/sample-request.ts'
import { createPeopleWorld, dave, erin, type PeopleWorld } from '../people-world.ts'

const key = { entity: 'us', number: 1 }
const aliceGone = { ...alice, isFullMember: false }
const hasLeft = { requesterLeftAt: '2026-11-03T14:30:00.000Z' } as const

const press = ({ ports }: PeopleWorld, personId = 'U0DAVE', messageId = 'press-1') =>
  takeOver({ key, personId, messageId, slackTs: '1793725200.000100' }, ports)

/** Alice has left, and the workflow has noticed. */
async function left(changes: Parameters<PeopleWorld['awaiting']>[0] = {}): Promise<PeopleWorld> {
  const world = createPeopleWorld({ policy: { approvers: ['U0BOB', 'U0ERIN', 'U0CAROL'] } })
  await world.awaiting({ ...hasLeft, ...changes })
  world.becomes(aliceGone)
  return world
}

describe('a look while people are waited for', () => {
  test('notices that who asked has left, and that they are back', async () => {
    const world = createPeopleWorld()
    const request = await world.awaiting()
    expect(await noteRequesterLeft(request, world.ports)).toBe(request)
    world.becomes(aliceGone)
    const noted = await noteRequesterLeft(request, world.ports)
    expect(noted).toMatchObject({ requesterLeftAt: '2026-11-03T15:00:00.000Z' })
    expect(noted && (await noteRequesterLeft(noted, world.ports))).toBe(noted)
    world.becomes(alice)
    expect(noted && (await noteRequesterLeft(noted, world.ports))).toMatchObject({ requesterLeftAt: null })
  })

  test('that met a click writes nothing: the next one does', async () => {
    const world = createPeopleWorld()
    const request = await world.awaiting()
    world.becomes(aliceGone)
    await world.requests.write(request, { lockTaken: true }, [])
    expect(await noteRequesterLeft(request, world.ports)).toBeUndefined()
  })
})

describe('a press on what is only for who asked', () => {
  test.each(['cancel', 'nudge'] as const)(
    '(%s) by somebody else notices at once that they have left',
    async (button) => {
      const world = createPeopleWorld()
      await world.awaiting({ statusMessage: { channel: 'C0CLOSE', ts: '1.1' } })
      const by = { key, personId: 'U0DAVE', slackTs: null }
      const pressed = () =>
        button === 'cancel' ? cancel(by, world.ports) : nudge({ ...by, round: 1, messageId: 'n' }, world.ports)
      expect(await pressed()).toMatchObject({ because: 'not-requester', request: { requesterLeftAt: null } })
      expect(world.announcer.told).toEqual([])
      world.becomes(aliceGone)
      const requesterLeftAt = '2026-11-03T15:00:00.000Z'
      expect(await pressed()).toMatchObject({ because: 'not-requester', request: { requesterLeftAt } })
      expect(world.announcer.told).toMatchObject([{ kind: 'status', request: { requesterLeftAt } }])
      await pressed()
      expect(world.announcer.told).toHaveLength(1)
    },
  )

  test('notices nothing when the press is by somebody who could not take it over', async () => {
    const world = createPeopleWorld()
    await world.awaiting()
    world.becomes(aliceGone)
    await cancel({ key, personId: 'U0CAROL', slackTs: null }, world.ports)
    expect(world.requests.peek(key).requesterLeftAt).toBeNull()
  })

  test('notices nothing once the request has ended', async () => {
    const world = createPeopleWorld()
    await world.awaiting({ status: 'finished' })
    world.becomes(aliceGone)
    await cancel({ key, personId: 'U0DAVE', slackTs: null }, world.ports)
    expect(world.requests.peek(key).requesterLeftAt).toBeNull()
  })
})

describe('taking over', () => {
  test('makes somebody who may ask for it the requester; it is recorded, and the messages say so', async () => {
    const world = await left({
      card: { channel: 'C0CLOSE', ts: '1.2', round: 1 },
      statusMessage: { channel: 'C0CLOSE', ts: '1.1' },
    })
    expect(await press(world)).toMatchObject({ kind: 'taken-over', from: { id: 'U0ALICE' } })
    expect(world.requests.peek(key)).toMatchObject({
      requester: dave,
      formerRequesters: [{ id: 'U0ALICE' }],
      requesterLeftAt: null,
      log: [
        {},
        {
          kind: 'taken-over',
          by: dave,
          slackTs: '1793725200.000100',
          details: { from: { id: 'U0ALICE' }, authority: { rule: 'U0DAVE' } },
        },
      ],
    })
    expect(world.announcer.told.map(({ kind }) => kind)).toEqual(['card-shown', 'status'])
  })

  test('lets them cancel, and neither of the two decide', async () => {
    const world = await left({ requester: bob })
    world.becomes({ ...bob, isFullMember: false })
    await press(world, 'U0ERIN')
    world.becomes(bob)
    for (const personId of ['U0BOB', 'U0ERIN']) {
      const asked = {
        key,
        kind: 'approved',
        round: 1,
        personId,
        reason: null,
        messageId: personId,
        slackTs: null,
      } as const
      expect(await decide(asked, world.ports)).toMatchObject({ kind: 'refused', because: 'own-request' })
    }
    expect(await cancel({ key, personId: 'U0BOB', slackTs: null }, world.ports)).toMatchObject({
      because: 'not-requester',
    })
    expect(await cancel({ key, personId: 'U0ERIN', slackTs: null }, world.ports)).toMatchObject({ kind: 'cancelled' })
  })

  test('twice by the same click is one taking over', async () => {
    const world = await left()
    await press(world)
    expect(await press(world)).toMatchObject({ kind: 'taken-over', from: { id: 'U0ALICE' } })
    expect(world.requests.peek(key).formerRequesters).toHaveLength(1)
  })

  test('by two at once is done by one; the other is told who asks now', async () => {
    const world = await left()
    const answers = await Promise.all([press(world, 'U0DAVE', 'p1'), press(world, 'U0ERIN', 'p2')])
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['refused', 'taken-over'])
    expect(answers).toContainEqual(expect.objectContaining({ because: 'requester-is-here' }))
  })

  test('whose answer was lost is theirs all the same', async () => {
    const world = await left()
    const lost = {
      ...world.ports.requests,
      takeOver: async (...given: Parameters<typeof world.requests.takeOver>) => {
        await world.requests.takeOver(...given)
        return undefined
      },
    }
    const ports = { ...world.ports, requests: lost }
    expect(await press({ ...world, ports })).toMatchObject({ kind: 'taken-over' })
  })

  test('is refused when who asked is back, and the offer goes from the message', async () => {
    const world = await left({ statusMessage: { channel: 'C0CLOSE', ts: '1.1' } })
    world.becomes(alice)
    expect(await press(world)).toMatchObject({ kind: 'refused', because: 'requester-is-here' })
    expect(world.requests.peek(key)).toMatchObject({ requester: alice, requesterLeftAt: null })
    expect(world.announcer.told).toMatchObject([{ kind: 'status', request: { requesterLeftAt: null } }])
  })

  test('is refused to who decided in this round, by themselves or through a delegate', async () => {
    const byDelegate = sampleDecision(carol, {
      kind: 'by-delegate',
      authority: { rule: 'U0ERIN', members: null, delegation: { from: erin, record: 9 } },
    })
    for (const decision of [sampleDecision(erin), byDelegate]) {
      const world = await left({ approvals: 1, decisions: { '1#u0erin@example.com': decision } })
      expect(await press(world, 'U0ERIN')).toMatchObject({ kind: 'refused', because: 'has-approved' })
      expect(world.requests.peek(key).requester.id).toBe('U0ALICE')
    }
  })

  test('is open to who decided in an earlier round, and to who took the approval back', async () => {
    for (const decisions of [
      { '1#u0erin@example.com': sampleDecision(erin) },
      { '2#u0erin@example.com': sampleDecision(erin, { kind: 'withdrawn' }) },
    ]) {
      const world = await left({ round: 2, decisions })
      expect(await press(world, 'U0ERIN')).toMatchObject({ kind: 'taken-over' })
    }
  })

  test('is not for an approver without whom too few would be left', async () => {
    const world = createPeopleWorld()
    await world.awaiting(hasLeft)
    world.becomes(aliceGone)
    expect(await press(world, 'U0ERIN')).toMatchObject({ kind: 'may-not-ask', why: { kind: 'too-few-approvers' } })
  })

  test.each([
    ['somebody who may not ask', 'U0CAROL', 'not-a-requester'],
    ['a guest', 'U0GUEST', 'not-a-full-member'],
  ])('is not for %s', async (_who, personId, kind) => {
    expect(await press(await left(), personId)).toMatchObject({ kind: 'may-not-ask', why: { kind } })
  })

  test.each([
    ['while Zuora is being asked', { status: 'asking' }, 'already-asking'],
    ['when it has ended', { status: 'finished' }, 'finished'],
    [
      'after it was stopped',
      { stopped: { kind: 'rejected', by: bob, at: '2026-11-03T14:00:00.000Z', reason: 'no' } },
      'already-stopped',
    ],
    ['after it expired', { expiresAt: '2026-11-03T15:00:00.000Z' }, 'expired'],
    ['before the workflow has noticed', { requesterLeftAt: null }, 'requester-is-here'],
  ] as const)('is refused %s', async (_when, changes, because) => {
    expect(await press(await left(changes))).toMatchObject({ kind: 'refused', because })
  })

  test('a blocked request can be taken over, so that somebody can cancel it', async () => {
    expect(await press(await left({ status: 'blocked', round: 0 }))).toMatchObject({ kind: 'taken-over' })
  })

  test('an approval by who takes it over at the same moment does not count', async () => {
    const world = await left()
    const slow = {
      ...world.ports.requests,
      addDecision: async (...given: Parameters<typeof world.requests.addDecision>) => {
        await press(world, 'U0ERIN')
        return world.requests.addDecision(...given)
      },
    }
    const asked = {
      key,
      kind: 'approved',
      round: 1,
      personId: 'U0ERIN',
      reason: null,
      messageId: 'c',
      slackTs: null,
    } as const
    const answer = await decide(asked, { ...world.ports, requests: slow })
    expect(answer).toMatchObject({ kind: 'refused', because: 'own-request' })
    expect(world.requests.peek(key)).toMatchObject({ approvals: 0, requester: erin })
  })
})
