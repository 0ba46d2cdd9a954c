import { describe, expect, test } from 'vitest'
import { keepCalendar } from '../../../../src/domain/calendar/kept-calendar.ts'
import { datedPeriods } from '../../../../src/domain/period-reference.ts'
import { type AudienceFacts, messagesToSend, type ToSend } from '../../../../src/domain/reminders/messages-to-send.ts'
import type { ReminderFacts } from '../../../../src/domain/reminders/reminder-facts.ts'
import type { Snooze, Told } from '../../../../src/domain/reminders/told.ts'
import { remindersFor } from '../../../../src/domain/reminders.ts'
import { channelOf, personIn, sampleReminderFacts, withPeriod } from '../../../support/reminders/sample-reminders.ts'
import { noTrialBalance, sampleCalendar } from '../../../support/sample-calendar.ts'
import { sampleException } from '../../../support/sample-exception.ts'
import { inError, sampleRequest } from '../../../support/sample-request.ts'

type Given = { told?: readonly Told[]; snoozes?: readonly Snooze[]; audience?: AudienceFacts }

function sent(changes: Partial<ReminderFacts>, { told = [], snoozes = [], audience }: Given = {}): ToSend[] {
  const facts = sampleReminderFacts(changes)
  const reminders = remindersFor(facts)
  return messagesToSend({ reminders, told, snoozes, facts: audience ?? channelOf(facts), now: facts.now })
}

function toldBy(messages: readonly ToSend[], at = '2026-11-06T14:00:00.000Z'): Told[] {
  return messages.map(({ key, told }) => ({ key, at, reminders: told, message: null }))
}

const nineOnDueDay = '2026-11-06T14:00:00.000Z'

describe('one message a day, from nine in the morning until six', () => {
  test.each([
    ['before nine nothing is sent', '2026-11-06T13:59:00.000Z', 0],
    ['at nine it is', nineOnDueDay, 1],
    ['where nothing ran in the morning, in the afternoon', '2026-11-06T22:45:00.000Z', 1],
    ['from six on it is left to the next day', '2026-11-06T23:00:00.000Z', 0],
    ['on a Saturday nothing is', '2026-11-07T15:00:00.000Z', 0],
    ['nor on a holiday', '2026-11-11T15:00:00.000Z', 0],
  ])('%s', (_what, now, count) => {
    expect(sent({ now })).toHaveLength(count)
  })

  test('what becomes so around noon is left to the next morning; what a run missed that morning is not', () => {
    const few = { calendar: sampleCalendar({ closed: 10, open: 3 }) }
    expect(sent({ ...few, now: '2026-11-05T15:45:00.000Z' })).toHaveLength(1)
    expect(sent({ ...few, now: '2026-11-05T16:00:00.000Z' })).toEqual([])
    expect(sent({ ...few, now: '2026-11-02T21:00:00.000Z' })).toHaveLength(1)
  })

  test('its key is the date, and what it tells counts as told', () => {
    expect(sent({ now: nineOnDueDay })).toMatchObject([
      {
        key: '2026-11-06',
        isUrgent: false,
        despite: null,
        told: [{ subject: 'us/period/id9', occasion: 'due 2026-11-06' }],
      },
    ])
  })

  test('run again it sends nothing, that day or later, until there is news', () => {
    const told = toldBy(sent({ now: nineOnDueDay }))
    expect(sent({ now: '2026-11-06T14:15:00.000Z' }, { told })).toEqual([])
    const otherDay = told.map((one) => ({ ...one, key: '2026-11-05' }))
    expect(sent({ now: nineOnDueDay }, { told: otherDay })).toEqual([])
    expect(sent({ now: '2026-11-09T14:00:00.000Z' }, { told })).toMatchObject([
      { told: [{ occasion: 'overdue 2026-11-09' }] },
    ])
  })

  test('two days without a run: what was missed is not made up for, what is true now is said', () => {
    const told = toldBy(sent({ now: '2026-11-04T14:00:00.000Z' }))
    const [message, ...others] = sent({ now: '2026-11-09T14:00:00.000Z' }, { told })
    expect(others).toEqual([])
    expect(message?.told).toEqual([{ subject: 'us/period/id9', occasion: 'overdue 2026-11-09' }])
  })

  test('the last day was missed: on the next working day it is said in the words of that day', () => {
    const [message] = sent({ now: '2026-11-02T14:00:00.000Z' })
    expect(message?.reminders[0]).toMatchObject({
      occasion: 'last-day 2026-10-30',
      about: { timing: { kind: 'due', inBusinessDays: 4 } },
    })
  })
})

describe('what stands in it', () => {
  const calendar = sampleCalendar({ closed: 8, open: 10 })
  const names = (message: ToSend | undefined) => message?.reminders.map(({ subject }) => subject)

  test('all periods, the oldest first, where one of them is news', () => {
    const told = toldBy(sent({ calendar, now: '2026-11-05T14:00:00.000Z' }), '2026-11-05T14:00:00.000Z')
    const [message] = sent({ calendar, now: nineOnDueDay }, { told })
    expect(names(message)).toEqual(['us/period/id8', 'us/period/id9'])
    expect(message?.told).toEqual([{ subject: 'us/period/id9', occasion: 'due 2026-11-06' }])
  })

  test('an exception, the calendar and the approvers only at their own time', () => {
    const few = sampleCalendar({ closed: 9, open: 3 })
    const exceptions = [sampleException()]
    const facts = { calendar: few, exceptions }
    const thursday = sent({ ...facts, now: '2026-11-05T14:00:00.000Z' })
    expect(names(thursday[0])).toEqual(['us/period/id9', 'us/exception/12', 'us/calendar'])
    const friday = sent({ ...facts, now: nineOnDueDay }, { told: toldBy(thursday) })
    expect(names(friday[0])).toEqual(['us/period/id9'])
    const monday = sent({ ...facts, now: '2026-11-09T14:00:00.000Z' }, { told: toldBy([...thursday, ...friday]) })
    expect(names(monday[0])).toEqual(['us/period/id9', 'us/exception/12'])
  })

  test('two entities of one channel in one message, by the clock of the first', () => {
    const us = sampleReminderFacts({ now: nineOnDueDay })
    const eu = sampleReminderFacts({
      now: nineOnDueDay,
      entity: { ...us.entity, key: 'eu', timeZone: 'Europe/London', isDayOff: (date) => date === '2026-11-06' },
    })
    const telling = { told: [], snoozes: [], facts: channelOf(us), now: nineOnDueDay }
    const reminders = [...remindersFor(eu), ...remindersFor(us)]
    const [both, ...others] = messagesToSend({ ...telling, reminders })
    expect(others).toEqual([])
    expect(names(both)).toEqual(['eu/period/id9', 'us/period/id9'])
  })

  test('a day that is quiet for one of them is no reason to write; for the other it is', () => {
    const { entity } = sampleReminderFacts()
    const isQuietFor = (key: string) => ({ ...channelOf(sampleReminderFacts()), isQuiet: (of: string) => of === key })
    expect(sent({ now: nineOnDueDay, entity }, { audience: isQuietFor('us') })).toEqual([])
    expect(sent({ now: nineOnDueDay, entity }, { audience: isQuietFor('eu') })).toHaveLength(1)
  })

  test('a period in pending close for long is one line, and both are told', () => {
    const pending = withPeriod(sampleCalendar({ closed: 9, open: 9 }), 'Oct 2026', { status: 'PendingClose' })
    const kept = keepCalendar(null, datedPeriods(pending), '2026-11-02T15:00:00.000Z')
    const [message] = sent({ calendar: pending, kept, now: nineOnDueDay })
    expect(names(message)).toEqual(['us/period/id9'])
    expect(message?.told.map(({ occasion }) => occasion)).toEqual([
      'due 2026-11-06',
      'pending-close since 2026-11-02 2026-11-05',
    ])
  })
})

describe('what fails is said at once', () => {
  const open = sampleCalendar({ closed: 9, open: 9 })
  const calendar = withPeriod(open, 'Oct 2026', { trialBalance: inError })
  const before = keepCalendar(null, datedPeriods(open), '2026-11-07T20:00:00.000Z')
  const kept = keepCalendar(before, datedPeriods(calendar), '2026-11-07T20:15:00.000Z')

  test('on a Saturday too, and then it says so', () => {
    expect(sent({ calendar, kept, now: '2026-11-07T20:15:00.000Z' })).toMatchObject([
      { isUrgent: true, key: `us/trial-balance/id9 failed ${inError.start}`, despite: 'quiet-day' },
    ])
  })

  test('beside the day’s message, and once', () => {
    const now = '2026-11-09T14:00:00.000Z'
    const seenNow = keepCalendar(before, datedPeriods(calendar), now)
    const both = sent({ calendar, kept: seenNow, now })
    expect(both.map(({ isUrgent, despite }) => [isUrgent, despite])).toEqual([
      [true, null],
      [false, null],
    ])
    expect(sent({ calendar, kept: seenNow, now }, { told: toldBy(both) })).toEqual([])
  })
})

describe('a person in London is asked to approve for an entity in New York', () => {
  const waiting = { roundStartedAt: '2026-11-02T15:00:00.000Z', expiresAt: '2026-11-04T15:00:00.000Z' }
  const closed = sampleCalendar({ closed: 10, open: 8 })
  const toDecide = new Map([
    [147, ['U0DAN']],
    [148, ['U0DAN']],
  ])

  function toDan(now: string, given: Given = {}, requests = [sampleRequest(waiting)]): ToSend[] {
    const changes = { calendar: closed, requests, toDecide, now }
    return sent(changes, { ...given, audience: personIn('Europe/London', 'U0DAN', sampleReminderFacts(changes)) })
  }

  test.each([
    ['half-way, at three in the afternoon there', '2026-11-03T15:00:00.000Z', 1],
    ['before, not', '2026-11-03T14:45:00.000Z', 0],
    ['late, until their quiet hours begin at eight', '2026-11-03T19:45:00.000Z', 1],
    ['in their quiet hours, not', '2026-11-03T20:00:00.000Z', 0],
    ['in the night, not', '2026-11-04T03:00:00.000Z', 0],
  ])('%s', (_what, now, count) => {
    expect(toDan(now)).toHaveLength(count)
  })

  describe('the last reminder, six hours before it expires', () => {
    const ends = (expiresAt: string) => [sampleRequest({ ...waiting, expiresAt })]
    const reminders = [{ subject: 'us/request/147', occasion: 'round 1 half-way' }]
    const toldHalfWay = [{ key: '2026-11-03', at: '2026-11-03T21:00:00.000Z', reminders, message: null }]

    test('is said in the hour before their quiet hours where it would fall into them, and not twice', () => {
      const atFour = ends('2026-11-05T04:00:00.000Z')
      expect(toDan('2026-11-04T18:45:00.000Z', { told: toldHalfWay }, atFour)).toEqual([])
      const early = toDan('2026-11-04T19:00:00.000Z', { told: toldHalfWay }, atFour)
      expect(early).toMatchObject([{ key: 'us/request/147 round 1 last', isUrgent: true, despite: null }])
      const told = [...toldHalfWay, ...toldBy(early)]
      expect(toDan('2026-11-04T22:00:00.000Z', { told }, atFour)).toEqual([])
    })

    test('is said in their quiet hours where nothing ran before, and says so', () => {
      const [message, ...others] = toDan('2026-11-04T22:00:00.000Z', {}, ends('2026-11-05T04:00:00.000Z'))
      expect(others).toEqual([])
      expect(message).toMatchObject({ isUrgent: true, despite: 'quiet-hours', today: '2026-11-04' })
      expect(toDan('2026-11-05T04:00:00.000Z', {}, ends('2026-11-05T04:00:00.000Z'))).toEqual([])
    })

    test('is not said before half the time has passed: a card of the evening is reminded of when it is', () => {
      const ofTheEvening = [
        sampleRequest({ roundStartedAt: '2026-11-04T20:00:00.000Z', expiresAt: '2026-11-05T00:00:00.000Z' }),
      ]
      expect(toDan('2026-11-04T22:45:00.000Z', {}, ofTheEvening)).toEqual([])
      expect(toDan('2026-11-04T23:00:00.000Z', {}, ofTheEvening)).toMatchObject([{ despite: 'quiet-hours' }])
    })

    test('waits for the morning where they have an hour then', () => {
      const atNine = ends('2026-11-05T09:00:00.000Z')
      expect(toDan('2026-11-05T03:00:00.000Z', {}, atNine)).toEqual([])
      expect(toDan('2026-11-05T08:00:00.000Z', {}, atNine)).toMatchObject([{ isUrgent: true, despite: null }])
      expect(toDan('2026-11-04T19:00:00.000Z', { told: toldHalfWay }, ends('2026-11-05T08:45:00.000Z'))).toHaveLength(1)
    })

    test('comes on a quiet day, and says so', () => {
      const onSunday = ends('2026-11-08T15:00:00.000Z')
      expect(toDan('2026-11-08T09:00:00.000Z', {}, onSunday)).toMatchObject([{ despite: 'quiet-day' }])
    })
  })

  test('all that waits for them stands in the day’s message; only what has come counts as told', () => {
    const later = {
      ...waiting,
      number: 148,
      roundStartedAt: '2026-11-03T14:00:00.000Z',
      expiresAt: '2026-11-05T14:00:00.000Z',
    }
    const [message] = toDan('2026-11-03T15:00:00.000Z', {}, [sampleRequest(later), sampleRequest(waiting)])
    expect(message?.reminders.map(({ subject }) => subject)).toEqual(['us/request/147', 'us/request/148'])
    expect(message?.told).toEqual([{ subject: 'us/request/147', occasion: 'round 1 half-way' }])
  })

  test('a second card that comes half-way on a day on which they were written to waits for the next day', () => {
    const later = {
      ...waiting,
      number: 148,
      roundStartedAt: '2026-11-02T17:00:00.000Z',
      expiresAt: '2026-11-04T17:00:00.000Z',
    }
    const requests = [sampleRequest(waiting), sampleRequest(later)]
    const told = toldBy(toDan('2026-11-03T15:00:00.000Z', {}, requests))
    expect(toDan('2026-11-03T17:00:00.000Z', { told }, requests)).toEqual([])
    expect(toDan('2026-11-04T09:00:00.000Z', { told }, requests)).toMatchObject([
      { isUrgent: true, key: 'us/request/147 round 1 last' },
      { key: '2026-11-04', told: [{ subject: 'us/request/148', occasion: 'round 1 half-way' }] },
    ])
  })

  test('who snoozes it half-way is still warned before it expires; who snoozes the warning is not warned again', () => {
    const snooze = { subject: 'us/request/147', until: '2026-11-05T09:00:00.000Z', by: 'U0DAN' }
    const early = [{ ...snooze, at: '2026-11-03T16:00:00.000Z' }]
    expect(toDan('2026-11-03T17:00:00.000Z', { snoozes: early })).toEqual([])
    const warning = toDan('2026-11-04T09:15:00.000Z', { snoozes: early })
    expect(warning).toMatchObject([{ isUrgent: true }])
    const late = [{ ...snooze, at: '2026-11-04T09:30:00.000Z' }]
    expect(toDan('2026-11-04T09:45:00.000Z', { snoozes: late })).toEqual([])
  })
})

describe('what is snoozed', () => {
  const subject = 'us/period/id9'
  const told = toldBy(sent({ now: '2026-11-04T14:00:00.000Z' }), '2026-11-04T14:00:00.000Z')
  const snoozed = (until: string): Snooze[] => [{ subject, until, by: 'U0ALICE', at: '2026-11-04T15:00:00.000Z' }]

  test('is not said before then', () => {
    expect(sent({ now: nineOnDueDay }, { told, snoozes: snoozed('2026-11-09T14:00:00.000Z') })).toEqual([])
  })

  test('is said again when the snooze ends, once, though it is not its day', () => {
    const snoozes = snoozed('2026-11-05T14:00:00.000Z')
    const again = sent({ now: '2026-11-05T14:00:00.000Z' }, { told, snoozes })
    expect(again).toMatchObject([{ told: [{ subject, occasion: 'snoozed until 2026-11-05T14:00:00.000Z' }] }])
    const later = toldBy(again).map((one) => ({ ...one, key: '2026-11-04' }))
    expect(sent({ now: '2026-11-05T15:00:00.000Z' }, { told: [...told, ...later], snoozes })).toEqual([])
  })

  test('holds back nothing else', () => {
    const calendar = sampleCalendar({ closed: 8, open: 10 })
    const [message] = sent({ calendar, now: nineOnDueDay }, { snoozes: snoozed('2026-11-10T14:00:00.000Z') })
    expect(message?.reminders.map((one) => one.subject)).toEqual(['us/period/id8'])
  })

  test('that was settled meanwhile is not said again', () => {
    const calendar = sampleCalendar({ closed: 10, open: 8 }).map((period) => ({
      ...period,
      trialBalance: noTrialBalance,
    }))
    const snoozes = snoozed('2026-11-05T14:00:00.000Z')
    expect(sent({ calendar, now: '2026-11-05T14:00:00.000Z' }, { told, snoozes })).toEqual([])
  })
})

test('the day on which the clocks are put forward, nine o’clock is an hour earlier by UTC', () => {
  const calendar = sampleCalendar({ closed: 0, open: 12 })
  const at = (now: string) => sent({ calendar, now }).length
  expect([at('2026-03-06T13:45:00.000Z'), at('2026-03-06T14:00:00.000Z')]).toEqual([0, 1])
  expect([at('2026-03-09T12:45:00.000Z'), at('2026-03-09T13:00:00.000Z')]).toEqual([0, 1])
})
