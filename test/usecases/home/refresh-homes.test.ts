import { expect, test } from 'vitest'
import { refreshHomes } from '../../../src/usecases/home/refresh-homes.ts'
import { showHome } from '../../../src/usecases/home/show-home.ts'
import type { Homes } from '../../../src/usecases/ports/record/homes.ts'
import { samplePerson } from '../../support/sample-request.ts'
import { homeWorld } from './home-world.ts'

test('whatever changes is shown within a minute to everybody whom it concerns, and published to nobody else', async () => {
  const world = await homeWorld()
  for (const personId of ['U0ALICE', 'U0BOB', 'U0CAROL', 'U0ERIN']) await showHome(personId, world.ports)
  const before = world.published.length
  await world.closeAwaits()
  await refreshHomes(world.ports)
  expect(world.published.slice(before).map(({ personId }) => personId)).toEqual(['U0ALICE', 'U0BOB', 'U0CAROL'])
})

test('what is snoozed for a channel, or was said there, is no longer shown as to come a minute later', async () => {
  const world = await homeWorld()
  await showHome('U0BOB', world.ports)
  const next = () => world.homeOf('U0BOB').coming[0]?.at
  expect(next()).toBe('2026-11-05T15:00:00.000Z')
  const at = world.ports.now().toISOString()
  const october = world.homeOf('U0BOB').coming[0]?.told ?? []
  await world.reminded.claim('C0CLOSE', { key: '2026-11-05', at, reminders: october })
  await refreshHomes(world.ports)
  expect(next()).toBe('2026-11-06T14:00:00.000Z')
  const subject = october[0]?.subject ?? ''
  await world.reminded.snooze('C0CLOSE', { subject, until: '2026-11-09T14:00:00.000Z', by: 'U0ALICE', at })
  await refreshHomes(world.ports)
  expect(next()).toBe('2026-11-09T14:00:00.000Z')
})

test('that nobody can be spared is among what comes next, where those who approve are few enough to ask Slack for each', async () => {
  const comingTo = async (approvers: readonly string[]) => {
    const world = await homeWorld()
    const people = {
      ...world.ports.people,
      members: async () => new Map([['S0APPROVERS', approvers]]),
      person: async (id: string) => samplePerson(id),
    }
    await showHome('U0BOB', { ...world.ports, people })
    return world.homeOf('U0BOB').coming.flatMap(({ reminders }) => reminders.map(({ about }) => about.kind))
  }
  expect(await comingTo(['U0BOB', 'U0CAROL'])).toContain('nobody-to-spare')
  const many = Array.from({ length: 40 }, (_, index) => `U0P${index}`)
  expect(await comingTo(['U0BOB', ...many])).not.toContain('nobody-to-spare')
})

test('while nothing changes nobody is looked up, and nothing is read of any period', async () => {
  const world = await homeWorld()
  await showHome('U0BOB', world.ports)
  for (let minute = 0; minute < 2; minute += 1) await refreshHomes(world.ports)
  const [people, ofPeriod, published] = [world.asked.people.length, world.asked.ofPeriod.length, world.published.length]
  for (let minute = 0; minute < 10; minute += 1) await refreshHomes(world.ports)
  expect(world.asked.people).toHaveLength(people)
  expect(world.asked.ofPeriod).toHaveLength(ofPeriod)
  expect(world.published).toHaveLength(published)
})

test('within an hour somebody who was taken out of a group is shown nothing any more', async () => {
  const world = await homeWorld()
  await showHome('U0BOB', world.ports)
  await refreshHomes(world.ports)
  const people = { ...world.ports.people, members: async () => new Map([['S0APPROVERS', ['U0CAROL']]]) }
  for (let minute = 0; minute < 60; minute += 1) {
    world.passSeconds(60)
    await refreshHomes({ ...world.ports, people })
  }
  expect(world.last('U0BOB')?.home?.kind).toBe('no-part')
})

test('what an index showed late is still shown: what was made once is made once more', async () => {
  const world = await homeWorld()
  await showHome('U0ALICE', world.ports)
  const request = await world.closeAwaits()
  await refreshHomes(world.ports)
  const outcome = { kind: 'cancelled', by: 'U0ALICE' } as const
  const entry = { at: world.ports.now().toISOString(), kind: 'outcome', by: null, details: {} } as const
  await world.requests.write(request, { status: 'finished', outcome, told: true }, [entry])
  const lagging = { ...world.ports.requests, ofPeriod: async () => [] }
  await refreshHomes({ ...world.ports, requests: lagging })
  expect(world.homeOf('U0ALICE').ended).toEqual([])
  await refreshHomes(world.ports)
  expect(world.homeOf('U0ALICE').ended).toHaveLength(1)
})

test('reads are shared between the people of one run', async () => {
  const world = await homeWorld()
  for (const personId of ['U0ALICE', 'U0BOB', 'U0AUDIT']) await showHome(personId, world.ports)
  await world.closeAwaits()
  world.asked.ofPeriod.length = 0
  await refreshHomes(world.ports)
  expect(new Set(world.asked.ofPeriod).size).toBe(world.asked.ofPeriod.length)
})

test('a Home that Slack refuses is not tried again before it is opened again', async () => {
  const world = await homeWorld()
  await showHome('U0BOB', world.ports)
  let tries = 0
  const refusing = {
    ...world.ports.homePublisher,
    publish: async () => {
      tries += 1
      return 'refused' as const
    },
  }
  const ports = { ...world.ports, homePublisher: refusing }
  for (let minute = 0; minute < 3; minute += 1) {
    await world.closeAwaits()
    await refreshHomes(ports)
  }
  expect(tries).toBe(1)
  await showHome('U0BOB', world.ports)
  expect(world.homeOf('U0BOB').toDecide).toHaveLength(3)
})

test('where Slack does not take a picture, the words stand there, and it is tried again only once from the same', async () => {
  const world = await homeWorld()
  await showHome('U0BOB', world.ports)
  const refused: string[] = []
  const picture = { fileId: 'F0', altText: 'words', drawing: 'abc' }
  const pictures = { of: async () => picture, refused: async () => void refused.push('abc') }
  const homePublisher = { ...world.ports.homePublisher, publish: async () => 'in-words' as const }
  await world.closeAwaits()
  for (let minute = 0; minute < 5; minute += 1) await refreshHomes({ ...world.ports, pictures, homePublisher })
  expect(refused).toHaveLength(2)
})

test('one that cannot be made does not keep the others from it, and Slack that asks to wait is left alone', async () => {
  const world = await homeWorld()
  for (const personId of ['U0ALICE', 'U0BOB']) await showHome(personId, world.ports)
  await world.closeAwaits()
  const person = async (id: string) => {
    if (id === 'U0ALICE') throw new Error('broke')
    return world.ports.people.person(id)
  }
  const failing = refreshHomes({ ...world.ports, people: { ...world.ports.people, person } })
  await expect(failing).rejects.toThrow('1 Homes')
  expect(world.homeOf('U0BOB').toDecide).toHaveLength(1)
  let tries = 0
  const busy = async () => {
    tries += 1
    throw Object.assign(new Error('wait'), { name: 'SlackBusy' })
  }
  await world.closeAwaits()
  await refreshHomes({ ...world.ports, homePublisher: { ...world.ports.homePublisher, publish: busy } })
  expect([tries, world.logged]).toEqual([1, ['home-not-refreshed']])
  await refreshHomes(world.ports)
  expect(world.homeOf('U0BOB').toDecide).toHaveLength(2)
})

test('two that publish at once leave it unknown what stands there, so the next minute shows it anew', async () => {
  const world = await homeWorld()
  await showHome('U0BOB', world.ports)
  await world.closeAwaits()
  const { homes } = world.ports
  const begin: Homes['begin'] = async (kept, version) => {
    const begun = await homes.begin(kept, version)
    const now = await homes.read(kept.personId, '')
    if (now) await homes.begin(now, 'another')
    return begun
  }
  await refreshHomes({ ...world.ports, homes: { ...homes, begin } })
  expect((await homes.read('U0BOB', ''))?.hash).toBeNull()
  const before = world.published.length
  await refreshHomes(world.ports)
  expect(world.published.length).toBe(before + 1)
})

test('a process that died between publishing and noting publishes again a minute later', async () => {
  const world = await homeWorld()
  await showHome('U0BOB', world.ports)
  await world.closeAwaits()
  const note = () => Promise.reject(new Error('died'))
  const dying = refreshHomes({ ...world.ports, homes: { ...world.ports.homes, note } })
  await expect(dying).rejects.toThrow()
  const before = world.published.length
  await refreshHomes(world.ports)
  expect(world.published.length).toBe(before + 1)
})

/** Somebody without a part, each with a Home of their own. */
async function openedBy(count: number) {
  const world = await homeWorld()
  const at = world.ports.now().toISOString()
  for (let index = 0; index < count; index += 1) {
    await world.ports.homes.noteOpened({ personId: `U0P${index}`, at, version: `v${index}` })
  }
  const person = async (id: string) => ({ ...(await world.ports.people.person('U0ERIN')), id })
  return { ...world, ports: { ...world.ports, people: { ...world.ports.people, person } } }
}

const peopleIn = (published: readonly { personId: string }[]) => new Set(published.map(({ personId }) => personId)).size

test('no more than forty are shown anew in one run; the others come with the next', async () => {
  const world = await openedBy(50)
  await refreshHomes(world.ports)
  expect(world.published).toHaveLength(40)
  for (let minute = 0; minute < 3; minute += 1) {
    world.passSeconds(60)
    await refreshHomes(world.ports)
  }
  expect(peopleIn(world.published)).toBe(50)
})

test('where something changes every minute, everybody is reached in turn', async () => {
  const world = await openedBy(120)
  for (let minute = 0; minute < 3; minute += 1) {
    await world.closeAwaits()
    await refreshHomes(world.ports)
    world.passSeconds(60)
  }
  expect(peopleIn(world.published)).toBe(120)
})
