import { expect, test } from 'vitest'
import { delegate } from '../../../src/usecases/delegations/delegate.ts'
import { bob } from '../../support/sample-request.ts'
import { createPeopleWorld, type PeopleWorld } from '../people-world.ts'

const card = { channel: 'C0CLOSE', ts: '1793725100.000100', round: 1 }

const handOn = ({ ports }: PeopleWorld, from = '2026-11-03') =>
  delegate(
    {
      to: 'U0CAROL',
      from,
      until: '2026-11-04',
      entity: null,
      personId: 'U0BOB',
      channel: 'C0CLOSE',
      messageId: 'hand-on',
    },
    ports,
  )

const notices = ({ announcer }: PeopleWorld) =>
  announcer.told.flatMap((told) => (told.kind === 'notice' ? [`${told.request.number} to ${told.people.join()}`] : []))

test('whoever is handed a part today is told once of each card that waits for it', async () => {
  const world = createPeopleWorld()
  await world.awaiting({ card })
  await world.awaiting({ card, messageId: 'm2' })
  await world.awaiting({ card, messageId: 'm3', status: 'asking' })
  await handOn(world)
  await handOn(world)
  expect(notices(world)).toEqual(['1 to U0CAROL', '2 to U0CAROL'])
  const [filed] = world.filings.allFiled()
  expect(filed?.log.at(-1)).toMatchObject({
    kind: 'announced',
    details: { to: 'U0CAROL', requests: ['US-0001', 'US-0002'] },
  })
})

test('Slack fails once it is noted: the message is answered again, and nobody is told twice', async () => {
  const world = createPeopleWorld()
  await world.awaiting({ card })
  const { notifyApprovers } = world.announcer
  world.announcer.notifyApprovers = () => Promise.reject(new Error('died'))
  await expect(handOn(world)).rejects.toThrow('died')
  world.announcer.notifyApprovers = notifyApprovers
  expect(await handOn(world)).toMatchObject({ kind: 'delegated' })
  expect(notices(world)).toEqual([])
})

test.each<[string, (world: PeopleWorld) => Promise<unknown>, string]>([
  ['it begins later', (world) => world.awaiting({ card }), '2026-11-04'],
  ['its owner asked', (world) => world.awaiting({ card, requester: bob }), '2026-11-03'],
  ['no card is posted yet', (world) => world.awaiting(), '2026-11-03'],
])('nobody is told where %s', async (_what, wait, from) => {
  const world = createPeopleWorld()
  await wait(world)
  await handOn(world, from)
  expect(notices(world)).toEqual([])
})
