import { expect, test } from 'vitest'
import type { Announcee, Notice } from '../../../src/domain/announcements/notice.ts'
import type { Request } from '../../../src/domain/request.ts'
import { announceNotices } from '../../../src/usecases/announcements/announce-notices.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createFakeReminded } from '../../support/fake-reminded.ts'
import { alice, sampleRequest } from '../../support/sample-request.ts'

const billing: Announcee = { kind: 'channel', channel: 'C0BILLING' }
const systems: Announcee = { kind: 'event-bus', name: 'finance' }

const failureNamed = (name: string) => Object.assign(new Error(name), { name })

const notBefore = '2026-11-05T18:00:00.000Z'
const cancelled = sampleRequest({
  status: 'working',
  notBefore,
  stopped: { kind: 'cancelled', by: alice, at: '2026-11-05T17:20:00.000Z', reason: null },
})

/** One planned close, an hour before. */
function world(announceTo: readonly Announcee[] = [billing, systems]) {
  const clock = createFakeClock('2026-11-05T17:00:00.000Z')
  const reminded = createFakeReminded()
  const told: string[] = []
  const requests = new Map<number, Request>()
  const logged: string[] = []
  const state = { reachable: true, slack: null as string | null, bus: null as string | null }
  const tell = (where: string, { key }: Notice, failure: string | null) => {
    if (failure) throw failureNamed(failure)
    told.push(`${where}: ${key}`)
  }
  const ports = {
    reminded,
    requests: { read: async ({ number }: { number: number }) => requests.get(number) },
    noticeAnnouncer: {
      mayReach: async () => state.reachable,
      postNotice: async (channel: string, notice: Notice) => {
        tell(channel, notice, state.slack)
        return { channel, ts: '1793800000.000100' }
      },
    },
    eventBus: { put: async (bus: string, notice: Notice) => tell(bus, notice, state.bus) },
    announceTo: () => announceTo,
    now: clock.now,
    log: (event: string) => void logged.push(event),
  }
  const request = sampleRequest({ status: 'planned', notBefore })
  const facts = { entity: 'us', kept: null, requests: [request] }
  return { clock, reminded, requests, told, logged, state, ports, announce: () => announceNotices(facts, ports) }
}

test('people and programs are told once, however often it is run', async () => {
  const { announce, told, reminded } = world()
  await announce()
  await announce()
  expect(told).toEqual(['C0BILLING: us/request/147 1h', 'finance: us/request/147 1h'])
  expect(reminded.toldTo('C0BILLING')).toMatchObject([{ message: { channel: 'C0BILLING' } }])
})

test('a run that died between the claim and the post tells people nothing twice', async () => {
  const { announce, told, reminded } = world([billing])
  await reminded.claim('C0BILLING', { key: 'us/request/147 1h', at: '2026-11-05T17:00:00.000Z', reminders: [] })
  await announce()
  expect(told).toEqual([])
})

test('a run that died between an event and its claim sends the event again: it has an id', async () => {
  const { announce, ports, told } = world([systems])
  const { claim } = ports.reminded
  ports.reminded.claim = async () => {
    throw failureNamed('Crash')
  }
  await expect(announce()).rejects.toThrow('1 of those to be told')
  ports.reminded.claim = claim
  await announce()
  await announce()
  expect(told).toEqual(['finance: us/request/147 1h', 'finance: us/request/147 1h'])
})

test('where Slack asks to wait the next run tells it; where nobody knows what became of it, nobody is told twice', async () => {
  const { announce, state, told, logged } = world([billing])
  state.slack = 'SlackBusy'
  await announce()
  state.slack = null
  await announce()
  expect(told).toEqual(['C0BILLING: us/request/147 1h'])
  expect(logged).toEqual(['notice-not-told'])

  const lost = world([billing])
  lost.state.slack = 'SlackUnavailable'
  await lost.announce()
  lost.state.slack = null
  await lost.announce()
  expect(lost.told).toEqual([])
})

test('a channel that may not be posted to loses nothing by that', async () => {
  const { announce, state, told } = world([billing])
  state.reachable = false
  await announce()
  state.reachable = true
  await announce()
  expect(told).toEqual(['C0BILLING: us/request/147 1h'])
})

test('a bus that takes nothing keeps nobody else from being told, is an engineer’s, and is tried again', async () => {
  const { announce, state, told } = world([systems, billing])
  state.bus = 'EventBusRefused'
  await expect(announce()).rejects.toThrow('1 of those to be told could not be.')
  expect(told).toEqual(['C0BILLING: us/request/147 1h'])
  state.bus = null
  await announce()
  expect(told).toEqual(['C0BILLING: us/request/147 1h', 'finance: us/request/147 1h'])
})

test('who was told of a plan is told once that it was cancelled; nobody else is, and programs by an event', async () => {
  const { announce, told, ports, clock, requests } = world()
  const later: Announcee = { kind: 'channel', channel: 'C0LATER' }
  await announce()
  clock.moveTo(new Date('2026-11-05T17:30:00.000Z'))
  requests.set(147, cancelled)
  const facts = { entity: 'us', kept: null, requests: [] }
  const all = { ...ports, announceTo: () => [billing, systems, later] }
  await announceNotices(facts, all)
  await announceNotices(facts, all)
  expect(told.slice(2)).toEqual(['C0BILLING: us/request/147 cancelled', 'finance: us/request/147 cancelled'])
})

test('a plan that waits, that Zuora was asked for, or that others overtook is not told as cancelled', async () => {
  const asked = { at: '2026-11-05T18:00:01.000Z', times: 1, mayHaveBeenHeard: true, trialBalanceStartBefore: null }
  const asks = { 'pending-close': { ...asked, trialBalanceStart: null, answer: null } }
  const overtaken = {
    kind: 'overtaken',
    because: { kind: 'moved-by-others', status: 'Closed', updatedBy: null, updatedOn: null },
  } as const
  for (const request of [
    sampleRequest({ status: 'planned', notBefore }),
    { ...cancelled, asks },
    { ...cancelled, stopped: null, outcome: overtaken },
  ]) {
    const { announce, told, ports, requests } = world([billing])
    await announce()
    requests.set(147, request)
    await announceNotices({ entity: 'us', kept: null, requests: [] }, ports)
    expect(told).toHaveLength(1)
  }
})

test('where nobody is told nothing is read', async () => {
  const { ports } = world([])
  ports.reminded.of = async () => {
    throw failureNamed('Crash')
  }
  await expect(announceNotices({ entity: 'us', kept: null, requests: [] }, ports)).resolves.toBeUndefined()
})
