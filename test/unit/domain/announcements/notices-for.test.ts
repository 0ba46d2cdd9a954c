import { expect, test } from 'vitest'
import { isToldAlready, noticesAhead, noticesFor } from '../../../../src/domain/announcements/notices-for.ts'
import { type KeptCalendar, keepCalendar } from '../../../../src/domain/calendar/kept-calendar.ts'
import type { DatedPeriod } from '../../../../src/domain/period-reference.ts'
import type { Request } from '../../../../src/domain/request.ts'
import { alice, samplePeriod, sampleRequest } from '../../../support/sample-request.ts'

const notBefore = '2026-11-05T18:00:00.000Z'

function planned(changes: Partial<Request> = {}): Request {
  return sampleRequest({ status: 'planned', round: 0, notBefore, ...changes })
}

const keysAt = (now: string, requests: readonly Request[] = [planned()]) =>
  noticesFor({ entity: 'us', kept: null, requests }, now).map(({ key }) => key)

test.each([
  ['two days before', '2026-11-03T18:00:00.000Z', []],
  ['a day before', '2026-11-04T18:00:00.000Z', ['us/request/147 24h']],
  ['hours before, where nobody could say it earlier', '2026-11-05T16:59:59.000Z', ['us/request/147 24h']],
  ['an hour before', '2026-11-05T17:00:00.000Z', ['us/request/147 1h']],
  ['a moment before', '2026-11-05T17:59:59.000Z', ['us/request/147 1h']],
  ['when its time has come', notBefore, []],
])('a planned close is told of a day and an hour before: %s', (_when, now, keys) => {
  expect(keysAt(now)).toEqual(keys)
})

test.each<[string, Partial<Request>]>([
  ['is not planned', { notBefore: null, status: 'working' }],
  ['was cancelled', { stopped: { kind: 'cancelled', by: alice, at: '2026-11-05T10:00:00.000Z', reason: null } }],
  ['has an outcome', { outcome: { kind: 'cancelled', by: 'U0ALICE' } }],
  ['is at it already', { status: 'blocked' }],
])('nothing is told of one that %s', (_what, changes) => {
  expect(keysAt('2026-11-05T17:30:00.000Z', [planned(changes)])).toEqual([])
})

test('what will be told of a planned close is known beforehand, and what was to be told already is not', () => {
  const until = '2026-12-01T00:00:00.000Z'
  const ahead = (now: string) =>
    noticesAhead({ entity: 'us', requests: [planned()] }, { now, until }).map(({ from }) => from)
  expect(ahead('2026-11-03T18:00:00.000Z')).toEqual(['2026-11-04T18:00:00.000Z', '2026-11-05T17:00:00.000Z'])
  expect(ahead('2026-11-04T18:00:00.000Z')).toEqual(['2026-11-05T17:00:00.000Z'])
  expect(ahead('2026-10-01T00:00:00.000Z')).toHaveLength(2)
})

const october = (status: DatedPeriod['status']): DatedPeriod => ({
  ...samplePeriod({ id: 'oct', status, statusText: status }),
  endDate: '2026-10-31',
})

/** What was seen at ten, eleven and so on. */
function looks(...statuses: DatedPeriod['status'][]): KeptCalendar | null {
  return statuses.reduce<KeptCalendar | null>(
    (before, status, hour) => keepCalendar(before, [october(status)], `2026-11-05T${10 + hour}:00:00.000Z`),
    null,
  )
}

test.each([
  ['close', 'Open', 1],
  ['close', 'PendingClose', 1],
  ['close', 'Closed', 0],
  ['pending-close', 'Open', 1],
  ['pending-close', 'PendingClose', 0],
] as const)(
  'of a planned %s of a period that others set to %s nobody is told that it is to come',
  (action, status, times) => {
    const requests = [planned({ action, period: { ...planned().period, id: 'oct' } })]
    expect(noticesFor({ entity: 'us', kept: looks(status), requests }, '2026-11-05T17:30:00.000Z')).toHaveLength(times)
  },
)

const moves = (kept: KeptCalendar | null, now = '2026-11-05T20:00:00.000Z') =>
  noticesFor({ entity: 'us', kept, requests: [] }, now).map(({ key, about }) => [key, about.kind])

test('what the first look finds is news to nobody, nor is what stays as it is', () => {
  expect(moves(looks('Closed'))).toEqual([])
  expect(moves(looks('Open', 'Open'))).toEqual([])
})

test.each<[string, DatedPeriod['status'][], [string, string]]>([
  ['to pending close', ['Open', 'PendingClose'], ['us/period/oct PendingClose 2026-11-05T11:00:00.000Z', 'locked']],
  [
    'to closed',
    ['Open', 'PendingClose', 'Closed', 'Closed'],
    ['us/period/oct Closed 2026-11-05T12:00:00.000Z', 'locked'],
  ],
  ['at once', ['Open', 'Closed'], ['us/period/oct Closed 2026-11-05T11:00:00.000Z', 'locked']],
  ['open again', ['Closed', 'Open'], ['us/period/oct Open 2026-11-05T11:00:00.000Z', 'reopened']],
  ['set back', ['Open', 'PendingClose', 'Open'], ['us/period/oct Open 2026-11-05T12:00:00.000Z', 'reopened']],
])('a period that is seen to go %s is told of under one key', (_what, statuses, expected) => {
  expect(moves(looks(...statuses))).toEqual([expected])
})

test('a status that is not known is told of to nobody', () => {
  expect(moves(looks('Open', 'Unknown'))).toEqual([])
})

test('after a day it is no news any more', () => {
  const kept = looks('Open', 'PendingClose')
  expect(moves(kept, '2026-11-06T10:59:59.000Z')).toHaveLength(1)
  expect(moves(kept, '2026-11-06T11:00:00.000Z')).toEqual([])
})

test.each([
  ['nothing was told', [], false],
  ['the same was told', ['us/period/oct Closed 2026-11-05T11:00:00.000Z'], true],
  ['another look had seen it a moment earlier', ['us/period/oct Closed 2026-11-05T10:59:58.000Z'], true],
  ['it was told to be in pending close', ['us/period/oct PendingClose 2026-11-05T10:00:00.000Z'], false],
  [
    'it was told to be open again in between',
    ['us/period/oct Closed 2026-11-05T09:00:00.000Z', 'us/period/oct Open 2026-11-05T10:00:00.000Z'],
    false,
  ],
  ['another period was told to be closed', ['us/period/october Closed 2026-11-05T10:59:58.000Z'], false],
])('that a period is closed is told once, however many saw it first: %s', (_what, told, expected) => {
  expect(isToldAlready({ key: 'us/period/oct Closed 2026-11-05T11:00:00.000Z' }, told)).toBe(expected)
})

test('a day and an hour before are two', () => {
  expect(isToldAlready({ key: 'us/request/147 1h' }, ['us/request/147 24h'])).toBe(false)
})

test('under Multi-Org, where names repeat, it says whose period', () => {
  const of = (organization: string, status: DatedPeriod['status']) => ({
    ...october(status),
    id: organization,
    organizationLabels: [organization],
  })
  const before = keepCalendar(null, [of('Asia', 'Open'), of('Europe', 'Open')], '2026-11-05T10:00:00.000Z')
  const kept = keepCalendar(before, [of('Asia', 'Open'), of('Europe', 'Closed')], '2026-11-05T11:00:00.000Z')
  const [notice] = noticesFor({ entity: 'us', kept, requests: [] }, '2026-11-05T12:00:00.000Z')
  expect(notice?.about).toMatchObject({ kind: 'locked', name: 'Oct 2026 (Europe)', was: 'Open' })
})
