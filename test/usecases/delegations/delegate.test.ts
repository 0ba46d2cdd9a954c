import { describe, expect, test } from 'vitest'
import { delegate } from '../../../src/usecases/delegations/delegate.ts'
import { endDelegation } from '../../../src/usecases/delegations/end-delegation.ts'
import { listDelegations } from '../../../src/usecases/delegations/list-delegations.ts'
import { bob, carol, sampleDraft, samplePerson } from '../../support/sample-request.ts'
import { createPeopleWorld, type PeopleWorld } from '../people-world.ts'

type Handed = { by?: string; to?: string; from?: string; until?: string; messageId?: string }

let messages = 0
const handOn = (
  { ports }: PeopleWorld,
  { by = 'U0BOB', to = 'U0CAROL', from = '2026-11-03', until = '2026-11-10', messageId }: Handed = {},
) =>
  delegate(
    { to, from, until, entity: null, personId: by, channel: 'C0CLOSE', messageId: messageId ?? `m${++messages}` },
    ports,
  )
const list = ({ ports }: PeopleWorld) => listDelegations({ entity: null, channel: 'C0CLOSE', personId: 'U0BOB' }, ports)
const end = ({ ports }: PeopleWorld, personId: string, messageId = 'end-1') =>
  endDelegation({ key: { entity: 'us', number: 1 }, personId, messageId, slackTs: '1793725200.000100' }, ports)

describe('handing on a part', () => {
  test('is filed in the row of the requests, then posted in the channel of the entity', async () => {
    const world = createPeopleWorld()
    await world.requests.create(sampleDraft())
    const answer = await handOn(world)
    expect(answer).toMatchObject({ kind: 'delegated', delegation: { record: 2, delegate: carol } })
    expect(world.filings.allFiled()).toMatchObject([
      {
        number: 2,
        status: 'open',
        about: {
          kind: 'delegation',
          delegator: bob,
          delegate: carol,
          from: '2026-11-03',
          until: '2026-11-10',
          authority: { delegator: { rule: 'U0BOB' }, delegate: { rule: 'U0CAROL' } },
        },
        log: [{ kind: 'filed', by: bob }],
      },
    ])
    expect(world.news).toMatchObject([{ channel: 'C0CLOSE', news: { kind: 'begun', delegation: { record: 2 } } }])
  })

  test('is filed once, and posted, when the process died before it was', async () => {
    const world = createPeopleWorld()
    const dies = { ...world, ports: { ...world.ports, tellDelegation: () => Promise.reject(new Error('killed')) } }
    await expect(handOn(dies, { messageId: 'm' })).rejects.toThrow('killed')
    expect(await handOn(world, { messageId: 'm' })).toMatchObject({ kind: 'delegated', delegation: { record: 1 } })
    expect(world.filings.allFiled()).toHaveLength(1)
    expect(world.news).toHaveLength(1)
  })

  test.each<[string, Handed, object]>([
    ['by somebody who approves nothing', { by: 'U0DAVE' }, { kind: 'no-part' }],
    ['by a guest', { by: 'U0GUEST' }, { kind: 'not-a-full-member' }],
    ['to oneself', { to: 'U0BOB' }, { kind: 'to-oneself' }],
    ['to oneself by another id: the same person is the same e-mail', { to: 'U0BOB2' }, { kind: 'to-oneself' }],
    ['to somebody whom the policy does not name', { to: 'U0ALICE' }, { kind: 'not-a-delegate', to: 'U0ALICE' }],
    ['to a guest', { to: 'U0GUEST' }, { kind: 'delegate-not-a-full-member' }],
    ['with the last day first', { from: '2026-11-05', until: '2026-11-04' }, { kind: 'backwards' }],
    ['from a day that is over there', { from: '2026-11-02' }, { kind: 'in-the-past', today: '2026-11-03' }],
    ['for more days than the policy allows', { until: '2026-11-13' }, { kind: 'too-long', days: 11, most: 10 }],
  ])('is refused %s', async (_what, handed, expected) => {
    const world = createPeopleWorld({ people: [samplePerson('U0BOB2', { email: 'U0BOB@example.com' })] })
    expect(await handOn(world, handed)).toMatchObject(expected)
    expect(world.filings.allFiled()).toEqual([])
    expect(world.news).toEqual([])
  })

  test('is refused where the policy names nobody for it', async () => {
    expect(await handOn(createPeopleWorld({ policy: { delegates: undefined } }))).toEqual({ kind: 'no-delegates' })
  })

  test('is possible for one day, today in the time zone of the entity, and for as many as the policy allows', async () => {
    const world = createPeopleWorld()
    world.clock.moveTo(new Date('2026-11-04T04:59:00Z'))
    expect(await handOn(world, { until: '2026-11-03' })).toMatchObject({ kind: 'delegated' })
    expect(await handOn(world, { from: '2026-11-04', until: '2026-11-13' })).toMatchObject({ kind: 'delegated' })
  })

  test.each<[string, Handed, Handed, string]>([
    [
      'a second time for the same days',
      {},
      { to: 'U0DAVE', from: '2026-11-10', until: '2026-11-11' },
      'handed-on-already',
    ],
    ['by who acts for another', { to: 'U0ERIN' }, { by: 'U0ERIN', to: 'U0CAROL' }, 'acts-for-another'],
    ['to who has handed on theirs', { by: 'U0ERIN' }, { to: 'U0ERIN' }, 'delegate-has-handed-on'],
  ])('is refused %s, and names what is in the way', async (_what, first, second, kind) => {
    const world = createPeopleWorld()
    expect(await handOn(world, first)).toMatchObject({ kind: 'delegated' })
    expect(await handOn(world, second)).toMatchObject({ kind, existing: { record: 1 } })
    expect(await handOn(world, { ...second, from: '2026-11-11', until: '2026-11-12' })).toMatchObject({
      kind: 'delegated',
    })
  })
})

describe('ending it', () => {
  test.each(['U0BOB', 'U0CAROL'])('is for %s, one of the two; it is recorded and posted', async (personId) => {
    const world = createPeopleWorld()
    await handOn(world)
    expect(await end(world, personId)).toMatchObject({ kind: 'ended', delegation: { record: 1 } })
    expect(world.filings.allFiled()).toMatchObject([
      { status: 'closed', log: [{ kind: 'filed' }, { kind: 'delegation-ended', by: { id: personId } }] },
    ])
    const head = world.filings.allFiled()[0]?.chain.at(-1)
    expect(world.news.at(-1)).toMatchObject({ channel: 'C0CLOSE', news: { kind: 'ended', by: { id: personId }, head } })
    expect(await world.ports.delegations.inForce('us')).toEqual([])
  })

  test('is not for others', async () => {
    const world = createPeopleWorld()
    await handOn(world)
    expect(await end(world, 'U0ERIN')).toMatchObject({ kind: 'not-yours' })
    expect(world.filings.allFiled()).toMatchObject([{ status: 'open' }])
  })

  test.each(['U0FRED', 'U0GUEST'])(
    'is not for %s, who may not read who acts for whom, and is not told',
    async (personId) => {
      const world = createPeopleWorld({ people: [samplePerson('U0FRED')] })
      await handOn(world)
      expect(await end(world, personId)).toEqual({ kind: 'not-told' })
      expect(world.filings.allFiled()).toMatchObject([{ status: 'open' }])
    },
  )

  test('twice by the same click is told twice and recorded once; by another click it had ended already', async () => {
    const world = createPeopleWorld()
    await handOn(world)
    await end(world, 'U0BOB')
    expect(await end(world, 'U0BOB')).toMatchObject({ kind: 'ended' })
    expect(await end(world, 'U0CAROL', 'end-2')).toMatchObject({ kind: 'ended-already' })
    expect(world.filings.allFiled()[0]?.log).toHaveLength(2)
  })

  test('by both at the same moment ends it once', async () => {
    const world = createPeopleWorld()
    await handOn(world)
    const answers = await Promise.all([end(world, 'U0BOB', 'e1'), end(world, 'U0CAROL', 'e2')])
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['ended', 'ended-already'])
    expect(world.filings.allFiled()[0]?.log).toHaveLength(2)
  })

  test('is not possible for what is no delegation', async () => {
    expect(await end(createPeopleWorld(), 'U0BOB')).toEqual({ kind: 'no-such-delegation' })
  })

  test('after its last day says so, and closes it', async () => {
    const world = createPeopleWorld()
    await handOn(world)
    world.clock.moveTo(new Date('2026-11-11T15:00:00Z'))
    expect(await end(world, 'U0BOB')).toMatchObject({ kind: 'over' })
    expect(world.news).toHaveLength(1)
    expect(world.filings.allFiled()).toMatchObject([{ status: 'closed', log: [{}, { by: null }] }])
  })
})

describe('the list', () => {
  test('has those of today and later in order of their days, and closes those that are over', async () => {
    const world = createPeopleWorld()
    await handOn(world, { until: '2026-11-03' })
    await handOn(world, { by: 'U0ERIN', from: '2026-11-20', until: '2026-11-21' })
    await handOn(world, { from: '2026-11-05', until: '2026-11-06' })
    world.clock.moveTo(new Date('2026-11-04T15:00:00Z'))
    expect(await list(world)).toMatchObject({
      kind: 'delegations',
      today: '2026-11-04',
      delegations: [{ record: 3 }, { record: 2 }],
    })
    expect(world.filings.allFiled().map(({ status }) => status)).toEqual(['closed', 'open', 'open'])
    await list(world)
    expect(world.filings.allFiled()[0]?.log).toHaveLength(2)
  })
})

test('who acts for whom is listed for those whom the policy names, and for nobody else', async () => {
  const world = createPeopleWorld()
  const asked = { entity: null, channel: 'C0CLOSE', personId: 'U0STRANGER' }
  const people = { ...world.ports.people, person: async (id: string) => samplePerson(id) }
  expect(await listDelegations(asked, { ...world.ports, people })).toMatchObject({ kind: 'may-not-read' })
})
