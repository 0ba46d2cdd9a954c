import { expect, test } from 'vitest'
import type { ReminderFacts } from '../../../../src/domain/reminders/reminder-facts.ts'
import { remindersAhead } from '../../../../src/domain/reminders/reminders-ahead.ts'
import { channelOf, personIn, sampleReminderFacts } from '../../../support/reminders/sample-reminders.ts'
import { sampleCalendar } from '../../../support/sample-calendar.ts'
import { sampleRequest } from '../../../support/sample-request.ts'

const nothing = { told: [], snoozes: [] }

function ahead(changes: Partial<ReminderFacts>, days?: number) {
  const facts = sampleReminderFacts(changes)
  const audiences = [
    { facts: channelOf(facts), ...nothing },
    { facts: personIn('Europe/London', 'U0DAN', facts), ...nothing },
  ]
  return remindersAhead([facts], audiences, days).map(({ at, audience, told }) => [
    at,
    audience.kind,
    ...told.map(({ subject, occasion }) => `${subject} ${occasion}`),
  ])
}

test('from Thursday on, if nothing changes, October is due, then overdue every day, then every week; November ends', () => {
  expect(ahead({ now: '2026-11-05T23:00:00.000Z' })).toEqual([
    ['2026-11-06T14:00:00.000Z', 'channel', 'us/period/id9 due 2026-11-06'],
    ['2026-11-09T14:00:00.000Z', 'channel', 'us/period/id9 overdue 2026-11-09'],
    ['2026-11-10T14:00:00.000Z', 'channel', 'us/period/id9 overdue 2026-11-10'],
    ['2026-11-12T14:00:00.000Z', 'channel', 'us/period/id9 overdue 2026-11-12'],
    ['2026-11-13T14:00:00.000Z', 'channel', 'us/period/id9 overdue 2026-11-13'],
    ['2026-11-16T14:00:00.000Z', 'channel', 'us/period/id9 overdue 2026-11-16'],
    ['2026-11-23T14:00:00.000Z', 'channel', 'us/period/id9 weekly 2026-11-23'],
    ['2026-11-30T14:00:00.000Z', 'channel', 'us/period/id9 weekly 2026-11-30', 'us/period/id10 last-day 2026-11-30'],
    ['2026-12-03T14:00:00.000Z', 'channel', 'us/period/id10 due-soon 2026-12-03'],
  ])
})

test('what waits for a person is said half-way and before it expires, by their own clock', () => {
  const requests = [
    sampleRequest({ roundStartedAt: '2026-11-02T23:00:00.000Z', expiresAt: '2026-11-04T23:00:00.000Z' }),
  ]
  const calendar = sampleCalendar({ closed: 10, open: 8 })
  const toDecide = new Map([[147, ['U0DAN']]])
  expect(ahead({ now: '2026-11-02T23:00:00.000Z', requests, toDecide, calendar }, 3)).toEqual([
    // Half-way is at eleven in the night.
    ['2026-11-04T09:00:00.000Z', 'person', 'us/request/147 round 1 half-way'],
    ['2026-11-04T17:00:00.000Z', 'person', 'us/request/147 round 1 last'],
  ])
})

test('what was told is not announced again, and what is snoozed comes when the snooze ends', () => {
  const facts = sampleReminderFacts({ now: '2026-11-06T15:00:00.000Z' })
  const subject = 'us/period/id9'
  const reminders = [{ subject, occasion: 'due 2026-11-06' }]
  const told = [{ key: '2026-11-06', at: '2026-11-06T14:00:00.000Z', reminders, message: null }]
  const snoozes = [{ subject, until: '2026-11-12T14:00:00.000Z', by: 'U0ALICE', at: '2026-11-06T14:30:00.000Z' }]
  const [first, ...others] = remindersAhead([facts], [{ facts: channelOf(facts), told, snoozes }], 7)
  expect(first).toMatchObject({ at: '2026-11-12T14:00:00.000Z', audience: { kind: 'channel', channel: 'C0CLOSE' } })
  expect(others.map(({ at }) => at)).toEqual(['2026-11-13T14:00:00.000Z'])
})

test('nothing to look at is nothing ahead', () => {
  expect(remindersAhead([], [])).toEqual([])
})
