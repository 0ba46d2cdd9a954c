import { expect, test } from 'vitest'
import type { Announcee, Notice } from '../../../src/domain/announcements/notice.ts'
import { announceNotices } from '../../../src/usecases/announcements/announce-notices.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createFakeReminded } from '../../support/fake-reminded.ts'
import { sampleRequest } from '../../support/sample-request.ts'

const billing: Announcee = { kind: 'channel', channel: 'C0BILLING' }
const systems: Announcee = { kind: 'event-bus', name: 'finance' }

const failureNamed = (name: string) => Object.assign(new Error(name), { name })

/** One planned close, an hour before. */
function world(announceTo: readonly Announcee[] = [billing, systems]) {
  const clock = createFakeClock('2026-11-05T17:00:00.000Z')
  const reminded = createFakeReminded()
  const told: string[] = []
  const logged: string[] = []
  const state = { reachable: true, slack: null as string | null, bus: null as string | null }
  const tell = (where: string, { key }: Notice, failure: string | null) => {
    if (failure) throw failureNamed(failure)
    told.push(`${where}: ${key}`)
  }
  const ports = {
    reminded,
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
  const request = sampleRequest({ status: 'planned', notBefore: '2026-11-05T18:00:00.000Z' })
  const facts = { entity: 'us', kept: null, requests: [request] }
  return { clock, reminded, told, logged, state, ports, announce: () => announceNotices(facts, ports) }
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

test('with nothing to say nothing is read', async () => {
  const { ports } = world()
  ports.reminded.of = async () => {
    throw failureNamed('Crash')
  }
  await expect(announceNotices({ entity: 'us', kept: null, requests: [] }, ports)).resolves.toBeUndefined()
})
