import { expect, test } from 'vitest'
import type { Request } from '../../../src/domain/request.ts'
import { refreshHomes } from '../../../src/usecases/home/refresh-homes.ts'
import { answerOnHome, refreshHome, showHome } from '../../../src/usecases/home/show-home.ts'
import { sampleException } from '../../support/sample-exception.ts'
import { alice, bob, sampleDecision } from '../../support/sample-request.ts'
import { homeWorld } from './home-world.ts'

test('an approver sees what waits for them, until they have approved; then that they can take it back', async () => {
  const world = await homeWorld()
  const request = await world.closeAwaits()
  await showHome('U0BOB', world.ports)
  expect(world.homeOf('U0BOB').toDecide.map(({ number }) => number)).toEqual([request.number])
  const place = { stage: 1, from: 0, upTo: 2 }
  const click = { key: request, round: 1, person: bob, at: world.ports.now().toISOString(), place }
  await world.requests.addDecision(click, sampleDecision(bob))
  await refreshHome('U0BOB', world.ports)
  const { toDecide, approved } = world.homeOf('U0BOB')
  expect([toDecide.length, approved.map(({ number }) => number)]).toEqual([0, [request.number]])
})

test('who asked sees it as theirs, and not as waiting for their decision', async () => {
  const world = await homeWorld()
  world.policies.us = { ...world.policies.us, approvers: ['U0ALICE', 'U0BOB', 'U0CAROL'] }
  const request = await world.closeAwaits()
  await showHome('U0ALICE', world.ports)
  const { toDecide, mine } = world.homeOf('U0ALICE')
  expect([toDecide, mine.map(({ number }) => number)]).toEqual([[], [request.number]])
})

test('what expires first comes first, and what has expired waits for nobody', async () => {
  const world = await homeWorld()
  const later = await world.closeAwaits()
  const first = await world.closeAwaits({ expiresAt: '2026-11-05T16:00:00.000Z' })
  await world.closeAwaits({ expiresAt: '2026-11-05T14:59:59.000Z' })
  await showHome('U0BOB', world.ports)
  expect(world.homeOf('U0BOB').toDecide.map(({ number }) => number)).toEqual([first.number, later.number])
})

test('nothing is shown of an entity whose policy does not name them: no calendar, request or exception', async () => {
  const world = await homeWorld()
  await world.closeAwaits({ entity: 'eu', requester: alice })
  const { about, periodId } = sampleException()
  const at = world.ports.now().toISOString()
  const filed = { messageId: 'x', periodId, about, status: 'open', at, by: null } as const
  await world.filings.file({ ...filed, entity: 'eu', at: '2026-11-01T09:00:00.000Z' })
  const ofUs = await world.filings.file({ ...filed, entity: 'us' })
  await showHome('U0ALICE', world.ports)
  const { entities, mine, exceptions } = world.homeOf('U0ALICE')
  expect(entities.map(({ entity }) => entity)).toEqual(['us'])
  expect(mine).toEqual([])
  expect(exceptions.map(({ entity, number }) => [entity, number])).toEqual([['us', ofUs.number]])
  await showHome('U0CAROL', world.ports)
  expect(world.homeOf('U0CAROL').entities.map(({ entity }) => entity)).toEqual(['us', 'eu'])
  // The oldest first, whatever their numbers.
  expect(world.homeOf('U0CAROL').exceptions.map(({ entity }) => entity)).toEqual(['eu', 'us'])
})

test('somebody without a part sees whom to ask, and an auditor who is a guest sees what they may read', async () => {
  const world = await homeWorld()
  await showHome('U0ERIN', world.ports)
  expect(world.last('U0ERIN')?.home).toEqual({
    kind: 'no-part',
    ask: ['U0ALICE', 'U0CAROL'],
    admin: 'U0ADMIN',
    isFullMember: true,
  })
  expect(world.asked.lists).toEqual([])
  await showHome('U0AUDIT', world.ports)
  expect(world.homeOf('U0AUDIT').entities.map(({ roles }) => [roles.isAuditor, roles.asks])).toEqual([[true, []]])
})

test('opened, it is shown as it is kept at once, and again once Zuora has answered with something else', async () => {
  const world = await homeWorld()
  world.passSeconds(120)
  const [, second] = world.calendar
  if (second) world.calendar.splice(1, 1, { ...second, name: 'Renamed' })
  await showHome('U0BOB', world.ports)
  expect(world.asked.lists).toEqual(['us'])
  const names = world.published.map(({ home }) => home?.kind === 'home' && home.entities[0]?.glance?.periods[0]?.name)
  expect(names).toEqual(['Feb 2026', 'Renamed'])
})

test('where Zuora does not answer, it stays as it was kept, and says since when after half an hour', async () => {
  const world = await homeWorld()
  world.passSeconds(1801)
  for (const { periods } of world.ports.rules.entities) {
    periods.list = () => Promise.reject(Object.assign(new Error('no answer'), { name: 'ZuoraUnavailable' }))
  }
  await showHome('U0BOB', world.ports)
  expect(world.homeOf('U0BOB').entities[0]?.glance?.staleSince).toBe('2026-11-05T15:00:00.000Z')
  expect(world.logged).toEqual(['home-not-looked-at'])
})

test('what they did there is answered there, until they open it again', async () => {
  const world = await homeWorld()
  await showHome('U0BOB', world.ports)
  await answerOnHome('U0BOB', 'It counts.', world.ports)
  await refreshHome('U0BOB', world.ports)
  expect(world.published.map(({ answer }) => answer)).toEqual([null, 'It counts.'])
  await world.closeAwaits()
  await refreshHome('U0BOB', world.ports)
  expect(world.last('U0BOB')?.answer).toBe('It counts.')
  await showHome('U0BOB', world.ports)
  expect(world.last('U0BOB')?.answer).toBeNull()
})

test('an answer goes when it is ten minutes old, also where nothing else changes, and a later one stays', async () => {
  const world = await homeWorld()
  await showHome('U0BOB', world.ports)
  await answerOnHome('U0BOB', 'It waits.', world.ports)
  world.passSeconds(600)
  await refreshHomes(world.ports)
  expect(world.last('U0BOB')?.answer).toBe('It waits.')
  world.passSeconds(1)
  await refreshHomes(world.ports)
  const before = world.published.length
  expect(world.last('U0BOB')?.answer).toBeNull()
  await refreshHomes(world.ports)
  expect(world.published).toHaveLength(before)
  await answerOnHome('U0BOB', 'It is closed.', world.ports)
  await refreshHomes(world.ports)
  expect(world.last('U0BOB')?.answer).toBe('It is closed.')
})

test('who asked can take up again what ended last, and not what something came after', async () => {
  const world = await homeWorld()
  const end = async (changes: Partial<Request> = {}) => {
    const request = await world.closeAwaits()
    const outcome = { kind: 'rejected', by: 'U0BOB', reason: 'no' } as const
    const entry = { at: world.ports.now().toISOString(), kind: 'outcome', by: null, details: {} } as const
    return world.requests.write(request, { status: 'finished', outcome, told: true, ...changes }, [entry])
  }
  await end()
  const last = await end()
  await showHome('U0ALICE', world.ports)
  const { again, ended } = world.homeOf('U0ALICE')
  expect(ended).toHaveLength(2)
  expect(again).toMatchObject([{ request: { number: last?.number }, askAgain: true, setBack: false }])
  await world.closeAwaits()
  await refreshHome('U0ALICE', world.ports)
  expect(world.homeOf('U0ALICE').again).toEqual([])
})

test('reminding is offered when it would count, and again when so much time has passed', async () => {
  const world = await homeWorld()
  await showHome('U0ALICE', world.ports)
  const request = await world.closeAwaits()
  await refreshHomes(world.ports)
  expect(world.homeOf('U0ALICE').mayNudge).toEqual(['US-0001'])
  await world.requests.write(request, { nudgedAt: world.ports.now().toISOString() }, [])
  await refreshHomes(world.ports)
  expect(world.homeOf('U0ALICE').mayNudge).toEqual([])
  world.passSeconds(4 * 3600)
  await refreshHomes(world.ports)
  expect(world.homeOf('U0ALICE').mayNudge).toEqual(['US-0001'])
})

test('an answer does not wait for what cannot be read: it is shown alone', async () => {
  const world = await homeWorld()
  await showHome('U0BOB', world.ports)
  const requests = { ...world.ports.requests, open: () => Promise.reject(new Error('broke')) }
  await expect(answerOnHome('U0BOB', 'It counts.', { ...world.ports, requests })).rejects.toThrow('broke')
  expect(world.last('U0BOB')).toEqual({ personId: 'U0BOB', home: null, answer: 'It counts.' })
})

test('of somebody who did not open it within a week nothing is shown anew', async () => {
  const world = await homeWorld()
  await refreshHome('U0BOB', world.ports)
  await showHome('U0ALICE', world.ports)
  world.passSeconds(7 * 86_400 + 1)
  await world.closeAwaits()
  await refreshHome('U0ALICE', world.ports)
  expect(world.published.map(({ personId }) => personId)).toEqual(['U0ALICE'])
})

test('with 25 years of periods it reads the requests of no more of them than with two', async () => {
  const [two, many] = [await homeWorld({ years: 2 }), await homeWorld({ years: 25 })]
  await showHome('U0BOB', two.ports)
  await showHome('U0BOB', many.ports)
  const glance = many.homeOf('U0BOB').entities[0]?.glance
  expect(glance?.periods).toHaveLength(12)
  expect(glance?.periods.map(({ name }) => name).slice(-3)).toEqual(['Nov 2026', 'Dec 2026', 'Jan 2027'])
  expect(many.asked.ofPeriod).toHaveLength(15)
  expect(two.asked.ofPeriod).toHaveLength(15)
})

test('what ended within two weeks stands there with how, and nothing older', async () => {
  const world = await homeWorld()
  const end = async (at: string) => {
    const request = await world.closeAwaits()
    const outcome = { kind: 'cancelled', by: 'U0ALICE' } as const
    const entry = { at, kind: 'outcome', by: null, details: {} } as const
    await world.requests.write(request, { status: 'finished', outcome, told: true }, [entry])
    return request.number
  }
  await end('2026-10-22T14:59:59.000Z')
  const numbers = [await end('2026-11-01T09:00:00.000Z'), await end('2026-11-02T09:00:00.000Z')]
  await showHome('U0ALICE', world.ports)
  expect(world.homeOf('U0ALICE').ended.map(({ number }) => number)).toEqual(numbers.toReversed())
})
