import { describe, expect, test } from 'vitest'
import { type KeptCalendar, keepCalendar } from '../../../../src/domain/calendar/kept-calendar.ts'
import { datedPeriods } from '../../../../src/domain/period-reference.ts'
import { reopeningOf } from '../../../../src/domain/reconcile/reopening.ts'
import type { Reminder } from '../../../../src/domain/reminders/reminder.ts'
import type { ReminderFacts } from '../../../../src/domain/reminders/reminder-facts.ts'
import { remindersFor } from '../../../../src/domain/reminders.ts'
import { sampleReminderFacts, sampleRules, withPeriod } from '../../../support/reminders/sample-reminders.ts'
import { sampleCalendar } from '../../../support/sample-calendar.ts'
import { sampleRequest } from '../../../support/sample-request.ts'

const at = (date: string) => `${date}T15:00:00.000Z`

function ofPeriods(changes: Partial<ReminderFacts>): Reminder[] {
  return remindersFor(sampleReminderFacts(changes)).filter(({ about }) => about.kind === 'period')
}

function timings(changes: Partial<ReminderFacts>): unknown[] {
  return ofPeriods(changes).map(({ about }) => about.kind === 'period' && [about.period.name, about.timing])
}

describe('October ends on Saturday 31 and is due on the fifth business day, Friday 6 November', () => {
  const ends = { kind: 'ends', on: '2026-10-31' }
  const due = (inBusinessDays: number) => ({ kind: 'due', on: '2026-11-06', inBusinessDays })
  const overdue = (businessDays: number) => ({ kind: 'overdue', since: '2026-11-06', businessDays })

  test.each([
    ['on Friday, its last working day, it ends tomorrow', '2026-10-30', 'last-day 2026-10-30', ends],
    ['on Monday nothing new is to be said, but it is listed', '2026-11-02', 'last-day 2026-10-30', due(4)],
    ['two business days before', '2026-11-04', 'due-soon 2026-11-04', due(2)],
    ['the day before: still what was said on Wednesday', '2026-11-05', 'due-soon 2026-11-04', due(1)],
    ['on the day', '2026-11-06', 'due 2026-11-06', due(0)],
    ['on the first business day after it', '2026-11-09', 'overdue 2026-11-09', overdue(1)],
    ['on the second', '2026-11-10', 'overdue 2026-11-10', overdue(2)],
    ['not on the holiday', '2026-11-11', 'overdue 2026-11-10', overdue(2)],
    ['on the fifth business day, for the last time daily', '2026-11-16', 'overdue 2026-11-16', overdue(5)],
    ['in the rest of that week no more', '2026-11-20', 'overdue 2026-11-16', overdue(9)],
    ['then on Mondays', '2026-11-23', 'weekly 2026-11-23', overdue(10)],
    ['once a week', '2026-11-27', 'weekly 2026-11-23', overdue(13)],
  ])('%s', (_when, date, occasion, timing) => {
    const [october] = ofPeriods({ now: at(date) })
    expect(october).toMatchObject({ occasion, subject: 'us/period/id9', about: { timing } })
  })

  test('until its last working day nothing is said of it', () => {
    expect(ofPeriods({ now: at('2026-10-29') })).toEqual([])
  })

  test('an occasion lasts from the beginning of its day to that of the next, by the clock of the entity', () => {
    const [october] = ofPeriods({ now: at('2026-11-05') })
    expect(october).toMatchObject({ from: '2026-11-04T05:00:00.000Z', until: '2026-11-06T05:00:00.000Z' })
  })

  test('until it is due it can be snoozed to that day; afterwards there is none', () => {
    expect(ofPeriods({ now: at('2026-11-06') })[0]?.dueDate).toBe('2026-11-06')
    expect(ofPeriods({ now: at('2026-11-09') })[0]?.dueDate).toBeNull()
  })
})

test('the day is that of New York, where it is still Thursday when it is Friday in London', () => {
  expect(ofPeriods({ now: '2026-11-06T04:59:00.000Z' })[0]?.occasion).toBe('due-soon 2026-11-04')
  expect(ofPeriods({ now: '2026-11-06T05:00:00.000Z' })[0]?.occasion).toBe('due 2026-11-06')
})

test('the day after the clocks were put back begins an hour later by UTC', () => {
  const calendar = sampleCalendar({ closed: 8, open: 10 })
  const [september] = ofPeriods({ calendar, now: '2026-11-02T15:00:00.000Z' })
  expect(september).toMatchObject({ occasion: 'weekly 2026-11-02', from: '2026-11-02T05:00:00.000Z' })
  const [before] = ofPeriods({ calendar, now: '2026-10-27T15:00:00.000Z' })
  expect(before).toMatchObject({ from: '2026-10-26T04:00:00.000Z', until: '2026-11-02T05:00:00.000Z' })
})

test('where the due day is a quiet one, it is said on the working day before it', () => {
  const rules = { ...sampleRules, quietOn: ['fri', 'sat', 'sun'] as const }
  const [october] = ofPeriods({ rules, now: at('2026-11-05') })
  expect(october).toMatchObject({ occasion: 'due 2026-11-05', about: { timing: { inBusinessDays: 1 } } })
})

test('a week that begins with a holiday is reminded of on the day after it', () => {
  const { entity } = sampleReminderFacts()
  const isDayOff = (date: string) => entity.isDayOff(date) || date === '2026-11-23'
  const on = (date: string) => ofPeriods({ entity: { ...entity, isDayOff }, now: at(date) })[0]?.occasion
  expect([on('2026-11-23'), on('2026-11-24')]).toEqual(['overdue 2026-11-16', 'weekly 2026-11-24'])
})

test('due on the first business day, there are no two days before', () => {
  const rules = { ...sampleRules, closeDueBusinessDay: 1 }
  const on = (date: string) => ofPeriods({ rules, now: at(date) })[0]?.occasion
  expect([on('2026-10-30'), on('2026-11-02'), on('2026-11-03')]).toEqual([
    'last-day 2026-10-30',
    'due 2026-11-02',
    'overdue 2026-11-03',
  ])
})

test('without a due day it is said on the last day, and then every week', () => {
  const rules = { ...sampleRules, closeDueBusinessDay: null }
  expect(timings({ rules, now: at('2026-10-30') })).toEqual([['Oct 2026', { kind: 'ends', on: '2026-10-31' }]])
  expect(timings({ rules, now: at('2026-11-03') })).toEqual([['Oct 2026', { kind: 'ended', on: '2026-10-31' }]])
  expect(ofPeriods({ rules, now: at('2026-11-03') })[0]).toMatchObject({ occasion: 'weekly 2026-11-02', dueDate: null })
})

test('each that has ended is there, and what a request is doing with it', () => {
  const calendar = sampleCalendar({ closed: 8, open: 10 })
  const requests = [sampleRequest({ period: { id: 'id8', name: 'Sep 2026', startDate: '', endDate: '' } })]
  const found = ofPeriods({ calendar, requests, now: at('2026-11-06') })
  expect(found.map(({ about }) => about)).toMatchObject([
    { period: { name: 'Sep 2026' }, underWay: { reference: 'US-0147', waits: true }, canBeClosed: true },
    { period: { name: 'Oct 2026' }, underWay: null, canBeClosed: false },
  ])
})

test('what is closed, what ended before periods are managed here, and what never ends is left alone', () => {
  const { entity } = sampleReminderFacts()
  const calendar = sampleCalendar({ closed: 8, open: 10 })
  const names = timings({ calendar, entity: { ...entity, manageFrom: '2026-10' } })
  expect(names).toHaveLength(1)
  expect(timings({ calendar, rules: { ...sampleRules, periods: false } })).toEqual([])
})

test('who reopened a period today knows: it is said from tomorrow on, and that it was closed before', () => {
  const closed = sampleCalendar({ closed: 10, open: 8 })
  const open = withPeriod(closed, 'Oct 2026', { status: 'Open' })
  const before = keepCalendar(null, datedPeriods(closed), '2026-11-09T14:00:00.000Z')
  const kept = keepCalendar(before, datedPeriods(open), '2026-11-10T14:30:00.000Z')
  const reopened = opened(kept)
  expect(ofPeriods({ calendar: open, kept, reopened, now: '2026-11-10T14:45:00.000Z' })).toEqual([])
  const on = (now: string) => ofPeriods({ calendar: open, kept, reopened, now })[0]
  expect(on('2026-11-12T14:45:00.000Z')).toMatchObject({
    occasion: 'reopened 2026-11-12',
    about: { timing: { kind: 'reopened' }, reopened: { at: '2026-11-10T14:30:00.000Z' } },
  })
  expect(on('2026-11-13T14:45:00.000Z')?.occasion).toBe('reopened 2026-11-12')
  expect(on('2026-11-16T14:45:00.000Z')?.occasion).toBe('reopened 2026-11-16')
})

test('what is set to pending close, or has a status nobody knows, after it was reopened is still no late close', () => {
  const closed = sampleCalendar({ closed: 10, open: 8 })
  const looks = (['Closed', 'Unknown', 'Open', 'PendingClose'] as const).map((status, hours) => {
    return [withPeriod(closed, 'Oct 2026', { status }), `2026-11-10T1${hours}:00:00.000Z`] as const
  })
  const kept = looks.reduce<KeptCalendar | null>(
    (before, [calendar, at]) => keepCalendar(before, datedPeriods(calendar), at),
    null,
  )
  const [calendar] = looks.at(-1) ?? []
  if (!kept || !calendar) throw new Error('nothing was kept')
  const [october] = ofPeriods({ calendar, kept, reopened: opened(kept), now: '2026-11-12T15:00:00.000Z' })
  expect(october).toMatchObject({
    about: { timing: { kind: 'reopened' }, reopened: { at: '2026-11-10T12:00:00.000Z' } },
  })
})

test('reopened before its due day it is due as before', () => {
  const open = sampleCalendar({ closed: 9, open: 9 })
  const reopened = new Map([['id9', { at: '2026-11-04T15:00:00.000Z', inZuora: false, reference: null }]])
  const [october] = ofPeriods({ calendar: open, reopened, now: at('2026-11-06') })
  expect(october).toMatchObject({ occasion: 'due 2026-11-06', about: { timing: { kind: 'due', inBusinessDays: 0 } } })
})

/** What nothing is recorded of. */
function opened(kept: KeptCalendar): ReminderFacts['reopened'] {
  return new Map(
    kept.periods.flatMap((one) => {
      const reopening = reopeningOf(one, { requests: [], filed: [] })
      return reopening ? [[one.period.id, reopening] as const] : []
    }),
  )
}

describe('pending close for more than three days', () => {
  const pending = withPeriod(sampleCalendar({ closed: 9, open: 9 }), 'Oct 2026', { status: 'PendingClose' })
  const since = '2026-11-05T20:00:00.000Z'
  const kept = keepCalendar(null, datedPeriods(pending), since)
  const look = (now: string, changes: Partial<ReminderFacts> = {}) =>
    remindersFor(sampleReminderFacts({ calendar: pending, kept, now, ...changes }))
  const occasions = (now: string) => look(now).map(({ occasion }) => occasion)

  test('is said on the first working day after them, and then every week', () => {
    expect(occasions(at('2026-11-06'))).toEqual(['due 2026-11-06'])
    expect(occasions(at('2026-11-09'))).toContain('pending-close since 2026-11-05 2026-11-09')
    expect(occasions(at('2026-11-13'))).toContain('pending-close since 2026-11-05 2026-11-09')
    expect(occasions(at('2026-11-16'))).toContain('pending-close since 2026-11-05 2026-11-16')
  })

  test('stands in what is said of its period', () => {
    const [october] = look(at('2026-11-09'))
    expect(october).toMatchObject({ about: { kind: 'period', pendingCloseSince: since } })
    expect(look(at('2026-11-06'))[0]).toMatchObject({ about: { pendingCloseSince: null } })
  })

  test('is not said while a request has it in hand: that has an end of its own', () => {
    const requests = [sampleRequest({ period: { id: 'id9', name: 'Oct 2026', startDate: '', endDate: '' } })]
    const found = look(at('2026-11-09'), { requests }).filter(({ about }) => about.kind !== 'approval')
    expect(found).toMatchObject([{ occasion: 'overdue 2026-11-09', about: { pendingCloseSince: null } }])
  })

  test('is said by itself where periods are not reminded of, and never where it is switched off', () => {
    const alone = look(at('2026-11-09'), { rules: { ...sampleRules, periods: false } })
    expect(alone.map(({ about }) => about)).toMatchObject([{ kind: 'pending-close', since }])
    expect(look(at('2026-11-09'), { rules: { ...sampleRules, pendingCloseDays: null } })).toHaveLength(1)
  })
})

test('300 periods that nobody ever closed are all said', () => {
  const calendar = sampleCalendar({ closed: 0, open: 312 }, 2001)
  expect(ofPeriods({ calendar, now: '2026-11-06T15:00:00.000Z' }).length).toBeGreaterThan(300)
})

test('so are those of 30 organisations of which nobody closed anything for ten months', () => {
  const calendar = Array.from({ length: 30 }, (_, organization) =>
    datedPeriods(sampleCalendar({ closed: 48, open: 18 }, 2022)).map((period) => ({
      ...period,
      id: `${period.id}-${organization}`,
      organizationLabels: [`Organisation ${organization}`],
    })),
  ).flat()
  expect(ofPeriods({ calendar, now: '2026-11-06T15:00:00.000Z' })).toHaveLength(300)
})
