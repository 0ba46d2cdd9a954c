import { expect, test } from 'vitest'
import { createCachedPeople } from '../../../src/usecases/people/cached-people.ts'
import type { SlackPeople } from '../../../src/usecases/ports/people/people.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createFakePeopleCache } from '../../support/fake-people-cache.ts'
import { alice, bob, samplePerson } from '../../support/sample-request.ts'

/** Slack as several containers ask it, on one clock, which goes on while one of them waits. */
function openSlack() {
  const clock = createFakeClock('2026-11-03T14:00:00.000Z')
  const groups: Record<string, readonly string[]> = { S0CONTROLLERS: ['U0BOB', 'U0CAROL'], S0FINANCE: ['U0ALICE'] }
  const people = new Map([alice, bob].map((person) => [person.id, person]))
  const calls: string[] = []
  const trouble: { with: Error | null; whileAsked: () => Promise<void> } = { with: null, whileAsked: async () => {} }
  const say = async <T>(what: string, value: T): Promise<T> => {
    calls.push(what)
    await trouble.whileAsked()
    if (trouble.with) throw trouble.with
    return value
  }
  const slack: SlackPeople = {
    describe: (id) =>
      say(id, {
        person: people.get(id) ?? samplePerson(id, { isFullMember: false }),
        timeZone: id === 'U0BOB' ? 'Europe/London' : null,
      }),
    members: async (asked) =>
      new Map(await Promise.all(asked.map(async (id) => [id, await say(id, groups[id] ?? [])] as const))),
  }
  const cache = createFakePeopleCache(clock.now)
  const wait = async (ms: number) => {
    const until = new Date(clock.now().getTime() + ms)
    await Promise.resolve()
    clock.moveTo(until)
  }
  const container = () => createCachedPeople({ slack, cache, now: clock.now, wait })
  return { clock, groups, people, calls, trouble, cache, container }
}

class SlackUnavailable extends Error {
  override name = 'SlackUnavailable' as const
}

test('a group is asked for once in a minute, whichever container asks', async () => {
  const { clock, groups, calls, container } = openSlack()
  const [one, other] = [container(), container()]
  expect(await one.members(['S0CONTROLLERS', 'S0FINANCE'])).toEqual(new Map(Object.entries(groups)))
  clock.pass(59.999)
  expect(await other.members(['S0CONTROLLERS'])).toEqual(new Map([['S0CONTROLLERS', ['U0BOB', 'U0CAROL']]]))
  await one.members(['S0CONTROLLERS'])
  expect(calls).toEqual(['S0CONTROLLERS', 'S0FINANCE'])
  clock.pass(0.001)
  groups.S0CONTROLLERS = ['U0CAROL']
  expect(await one.members(['S0CONTROLLERS'])).toEqual(new Map([['S0CONTROLLERS', ['U0CAROL']]]))
  expect(await other.members(['S0CONTROLLERS'])).toEqual(new Map([['S0CONTROLLERS', ['U0CAROL']]]))
  expect(calls).toHaveLength(3)
})

test('a person is asked for once in a minute, and somebody who left since is not remembered longer', async () => {
  const { clock, people, calls, container } = openSlack()
  const [one, other] = [container(), container()]
  expect(await one.person('U0BOB')).toEqual(bob)
  people.set('U0BOB', { ...bob, isFullMember: false })
  clock.pass(59)
  expect(await other.person('U0BOB')).toEqual(bob)
  clock.pass(1)
  expect(await other.person('U0BOB')).toMatchObject({ isFullMember: false })
  expect(await one.person('U0BOB')).toMatchObject({ isFullMember: false })
  expect(calls).toEqual(['U0BOB', 'U0BOB'])
})

test('a person and their time zone are one question to Slack, whichever is wanted first, and a fresh look asks both once', async () => {
  const { clock, calls, container } = openSlack()
  const [one, other] = [container(), container()]
  expect(await Promise.all([one.person('U0BOB'), other.timeZone('U0BOB')])).toEqual([bob, 'Europe/London'])
  expect(await one.timeZone('U0ALICE')).toBeNull()
  expect(await other.person('U0ALICE')).toEqual(alice)
  expect(calls).toEqual(['U0BOB', 'U0ALICE'])
  clock.pass(1)
  const fresh = one.fresh()
  expect(await Promise.all([fresh.timeZone('U0BOB'), fresh.person('U0BOB')])).toEqual(['Europe/London', bob])
  expect(calls).toHaveLength(3)
})

test('an answer counts from when it was asked for, however long Slack took to give it', async () => {
  const { clock, calls, trouble, container } = openSlack()
  trouble.whileAsked = async () => clock.pass(8)
  await container().members(['S0FINANCE'])
  clock.pass(51.999)
  const other = container()
  await other.members(['S0FINANCE'])
  expect(calls).toHaveLength(1)
  clock.pass(0.001)
  await other.members(['S0FINANCE'])
  expect(calls).toHaveLength(2)
})

test('an answer from a clock that is far ahead does not count', async () => {
  const { clock, cache, calls, container } = openSlack()
  const askedAt = new Date(clock.now().getTime() + 30_000).toISOString()
  await cache.groups.keep('S0FINANCE', { value: ['U0MALLORY'], askedAt })
  expect(await container().members(['S0FINANCE'])).toEqual(new Map([['S0FINANCE', ['U0ALICE']]]))
  expect(calls).toEqual(['S0FINANCE'])
})

test.each(['members', 'person'] as const)('twenty containers at once ask Slack once (%s)', async (what) => {
  const { calls, container } = openSlack()
  const ask = () => (what === 'person' ? container().person('U0BOB') : container().members(['S0CONTROLLERS']))
  const answers = await Promise.all(Array.from({ length: 20 }, ask))
  expect(new Set(answers.map((answer) => JSON.stringify(answer instanceof Map ? [...answer] : answer))).size).toBe(1)
  expect(calls).toHaveLength(1)
})

test('when the one who asked dies before it told the others, another asks a few seconds later', async () => {
  const { clock, cache, calls, container } = openSlack()
  await cache.groups.claim('S0FINANCE')
  const began = clock.now().getTime()
  expect(await container().members(['S0FINANCE'])).toEqual(new Map([['S0FINANCE', ['U0ALICE']]]))
  expect(calls).toEqual(['S0FINANCE'])
  expect(clock.now().getTime() - began).toBeLessThan(5000)
})

test('when Slack cannot say, nobody guesses from an older answer, and the next click asks again', async () => {
  const { clock, calls, trouble, container } = openSlack()
  const [one, other] = [container(), container()]
  await one.members(['S0FINANCE'])
  clock.pass(60)
  trouble.with = new SlackUnavailable('Slack did not answer.')
  await expect(one.members(['S0FINANCE'])).rejects.toBe(trouble.with)
  await expect(other.members(['S0FINANCE'])).rejects.toBe(trouble.with)
  trouble.with = null
  clock.pass(4)
  expect(await other.members(['S0FINANCE'])).toEqual(new Map([['S0FINANCE', ['U0ALICE']]]))
  expect(calls).toHaveLength(4)
})

test('while Slack answers nobody, twenty who wait do not all ask it: the others are told that it is busy', async () => {
  const { calls, trouble, container } = openSlack()
  trouble.with = new SlackUnavailable('Slack did not answer.')
  const asked = Array.from({ length: 20 }, () => container().members(['S0FINANCE']))
  const answers = await Promise.allSettled(asked)
  const names = answers.map((answer) => answer.status === 'rejected' && answer.reason.name)
  expect(new Set(names)).toEqual(new Set(['SlackUnavailable', 'SlackBusy']))
  expect(calls.length).toBeLessThanOrEqual(3)
})

test('a fresh look asks Slack past everything that is remembered, each once, and the others know it from then on', async () => {
  const { clock, groups, people, calls, container } = openSlack()
  const [one, other] = [container(), container()]
  await one.members(['S0CONTROLLERS'])
  await one.person('U0BOB')
  groups.S0CONTROLLERS = ['U0CAROL']
  people.set('U0BOB', { ...bob, isFullMember: false })
  clock.pass(1)
  const fresh = one.fresh()
  expect(await fresh.members(['S0CONTROLLERS'])).toEqual(new Map([['S0CONTROLLERS', ['U0CAROL']]]))
  expect(await fresh.person('U0BOB')).toMatchObject({ isFullMember: false })
  await Promise.all([fresh.members(['S0CONTROLLERS']), fresh.person('U0BOB'), fresh.person('U0BOB')])
  expect(calls).toEqual(['S0CONTROLLERS', 'U0BOB', 'S0CONTROLLERS', 'U0BOB'])
  expect(await one.members(['S0CONTROLLERS'])).toEqual(new Map([['S0CONTROLLERS', ['U0CAROL']]]))
  expect(await other.person('U0BOB')).toMatchObject({ isFullMember: false })
  expect(calls).toHaveLength(4)
  await fresh.fresh().person('U0BOB')
  expect(calls).toHaveLength(5)
})

test('a fresh look that Slack did not answer says nothing, and asks again when it is asked again', async () => {
  const { trouble, container } = openSlack()
  const one = container()
  await one.person('U0BOB')
  const fresh = one.fresh()
  trouble.with = new SlackUnavailable('Slack did not answer.')
  await expect(fresh.person('U0BOB')).rejects.toBe(trouble.with)
  trouble.with = null
  expect(await fresh.person('U0BOB')).toEqual(bob)
})

test('no groups: Slack is not asked', async () => {
  const { calls, container } = openSlack()
  expect(await container().members([])).toEqual(new Map())
  expect(calls).toEqual([])
})
