import { describe, expect, test } from 'vitest'
import type { ReminderFacts } from '../../../../src/domain/reminders/reminder-facts.ts'
import { remindersFor } from '../../../../src/domain/reminders.ts'
import type { Request } from '../../../../src/domain/request.ts'
import { sampleReminderFacts, sampleRules } from '../../../support/reminders/sample-reminders.ts'
import { bob, sampleRequest } from '../../../support/sample-request.ts'

/** Asked on Monday at ten in New York, for 48 hours. */
const waiting = { roundStartedAt: '2026-11-02T15:00:00.000Z', expiresAt: '2026-11-04T15:00:00.000Z' }

function waits(now: string, request: Partial<Request> = {}, changes: Partial<ReminderFacts> = {}) {
  const facts = sampleReminderFacts({
    now,
    requests: [sampleRequest({ ...waiting, ...request })],
    toDecide: new Map([[147, ['U0DAN', 'U0EVE']]]),
    ...changes,
  })
  return remindersFor(facts).filter(({ about, from }) => about.kind === 'approval' && from <= now)
}

describe('a card waits from Monday ten o’clock to Wednesday ten o’clock', () => {
  test('each who has not decided is reminded, by themselves, half-way: on Tuesday at ten', () => {
    const found = waits('2026-11-03T15:00:00.000Z')
    expect(found.map(({ audience }) => audience)).toEqual([
      { kind: 'person', id: 'U0DAN' },
      { kind: 'person', id: 'U0EVE' },
    ])
    expect(found[0]).toMatchObject({
      subject: 'us/request/147',
      occasion: 'round 1 half-way',
      from: '2026-11-03T15:00:00.000Z',
      until: '2026-11-04T09:00:00.000Z',
      isUrgent: false,
      about: { isLast: false },
    })
  })

  test('and six hours before it expires, for the last time, whatever is quiet then', () => {
    expect(waits('2026-11-04T09:00:00.000Z')[0]).toMatchObject({
      occasion: 'round 1 last',
      from: '2026-11-04T09:00:00.000Z',
      until: '2026-11-04T15:00:00.000Z',
      isUrgent: true,
      about: { isLast: true },
    })
    expect(waits('2026-11-04T15:00:00.000Z')).toEqual([])
  })

  test('before half-way nothing is to be said yet', () => {
    expect(waits('2026-11-03T14:59:00.000Z')).toEqual([])
  })

  test('who has decided is not reminded', () => {
    const toDecide = new Map([[147, ['U0EVE']]])
    expect(waits('2026-11-03T15:00:00.000Z', {}, { toDecide }).map(({ audience }) => audience)).toEqual([
      { kind: 'person', id: 'U0EVE' },
    ])
    expect(waits('2026-11-03T15:00:00.000Z', {}, { toDecide: new Map() })).toEqual([])
  })

  test.each<[string, Partial<Request>]>([
    ['enough have approved and it is held', { approvals: 2 }],
    ['it was rejected', { stopped: { kind: 'rejected', by: bob, at: '2026-11-03T10:00:00.000Z', reason: 'no' } }],
    ['it is blocked', { status: 'blocked' }],
    ['Zuora is being asked', { status: 'asking' }],
  ])('nobody is reminded once %s', (_what, request) => {
    expect(waits('2026-11-03T15:00:00.000Z', request)).toEqual([])
  })

  test('a new round is a new occasion', () => {
    expect(waits('2026-11-03T15:00:00.000Z', { round: 2 })[0]?.occasion).toBe('round 2 half-way')
  })

  test('either can be switched off', () => {
    const rules = (approvals: typeof sampleRules.approvals) => ({ rules: { ...sampleRules, approvals } })
    const last = rules({ halfWay: false, beforeExpirySeconds: 21_600 })
    expect(waits('2026-11-04T08:59:00.000Z', {}, last)).toEqual([])
    expect(waits('2026-11-04T09:00:00.000Z', {}, last)).toHaveLength(2)
    const halfWay = rules({ halfWay: true, beforeExpirySeconds: null })
    expect(waits('2026-11-04T14:59:00.000Z', {}, halfWay)[0]).toMatchObject({ isUrgent: false })
  })
})

test('a card that waits for four hours is reminded of after two and after three: never longer before than a quarter', () => {
  const short = { expiresAt: '2026-11-02T19:00:00.000Z' }
  expect(waits('2026-11-02T17:30:00.000Z', short)[0]?.from).toBe('2026-11-02T17:00:00.000Z')
  expect(waits('2026-11-02T18:00:00.000Z', short)[0]).toMatchObject({
    from: '2026-11-02T18:00:00.000Z',
    isUrgent: true,
  })
})
