import { describe, expect, test } from 'vitest'
import { keepCalendar } from '../../../../src/domain/calendar/kept-calendar.ts'
import { periodSeen } from '../../../../src/domain/evidence/filed.ts'
import { type Closing, closeOf, closingOf } from '../../../../src/domain/home/closes.ts'
import { daysToClose } from '../../../../src/domain/home/days-to-close.ts'
import {
  endedAtGlance,
  endedPeriods,
  glanceOf,
  isStale,
  seenSince,
  shownPeriods,
} from '../../../../src/domain/home/glance.ts'
import { datedPeriods } from '../../../../src/domain/period-reference.ts'
import { sampleCalendar } from '../../../support/sample-calendar.ts'
import { sampleException } from '../../../support/sample-exception.ts'
import { samplePeriod, sampleRequest } from '../../../support/sample-request.ts'

const now = new Date('2026-11-05T15:00:00.000Z')
const periods = datedPeriods(sampleCalendar({ closed: 21, open: 6 }, 2025))
const kept = keepCalendar(null, periods, now.toISOString())
const rules = {
  now,
  today: '2026-11-05',
  manageFrom: null,
  closeDueBusinessDay: 2,
  isDayOff: (date: string) => [0, 6].includes(new Date(date).getUTCDay()),
}
const none = { closed: 'not-yet', days: null, isOverdue: false, isReopened: false }
const nothing = { underWay: new Map(), closings: new Map<string, Closing>() }
const names = (found: readonly { period: { name: string } }[]) => found.map(({ period }) => period.name)

test('twelve months: the last up to today’s, and the next two', () => {
  expect(names(shownPeriods(kept, '2026-11-05')).slice(-4)).toEqual(['Oct 2026', 'Nov 2026', 'Dec 2026', 'Jan 2027'])
  expect(shownPeriods(kept, '2026-11-05')).toHaveLength(12)
  expect(names(shownPeriods(kept, '2026-11-30')).at(-1)).toBe('Jan 2027')
  expect(names(shownPeriods(kept, '2026-12-01')).at(-1)).toBe('Feb 2027')
  expect(names(shownPeriods(kept, '2030-01-01')).at(-1)).toBe('Mar 2027')
})

test('a calendar with two periods shows two, and one without any shows none', () => {
  expect(shownPeriods({ ...kept, periods: kept.periods.slice(0, 2) }, '2026-11-05')).toHaveLength(2)
  expect(shownPeriods({ ...kept, periods: [] }, '2026-11-05')).toEqual([])
})

describe('under Multi-Org with 30 organisations', () => {
  const of = (organization: number, open: number) =>
    datedPeriods(sampleCalendar({ closed: 22 - open, open: open + 6 }, 2025)).map((period) => ({
      ...period,
      id: `${period.id} of ${organization}`,
      organizationLabels: [`Org ${organization}`],
    }))
  const shown = (notClosed: (organization: number) => number) => {
    const all = Array.from({ length: 30 }, (_, organization) => of(organization, notClosed(organization))).flat()
    return glanceOf(keepCalendar(null, all, now.toISOString()), nothing, rules)
  }
  const monthsOf = ({ periods: found }: ReturnType<typeof shown>) => new Set(found.map(({ period }) => period.name))

  test('what has ended and is not closed is shown, the oldest first; the rest is counted', () => {
    const glance = shown((organization) => (organization === 7 ? 3 : 1))
    expect(glance.periods).toHaveLength(24)
    expect(glance.periods.slice(0, 3).map(({ name }) => name)).toEqual([
      'Aug 2026 (Org 7)',
      'Sep 2026 (Org 7)',
      'Oct 2026 (Org 0)',
    ])
    expect(monthsOf(glance)).toEqual(new Set(['Aug 2026', 'Sep 2026', 'Oct 2026']))
    expect(glance.earlierNotClosed).toBe(8)
  })

  test('where all of that is closed, the months around today', () => {
    expect(monthsOf(shown(() => 0))).toEqual(new Set(['Oct 2026']))
  })
})

test('the picture has the last twelve that have ended', () => {
  const ended = names(endedPeriods(kept, '2026-11-05'))
  expect([ended.length, ended[0], ended.at(-1)]).toEqual([12, 'Nov 2025', 'Oct 2026'])
})

test('when each is due, and by how many business days it is late', () => {
  const glance = glanceOf(kept, nothing, rules)
  const due = Object.fromEntries(glance.periods.map((one) => [one.name, [one.dueOn, one.overdueBusinessDays]]))
  expect(due['Oct 2026']).toEqual(['2026-11-03', 2])
  expect(due['Nov 2026']).toEqual(['2026-12-02', 0])
  expect(due['Sep 2026']).toEqual(['2026-10-02', 0])
  const none = glanceOf(kept, nothing, { ...rules, closeDueBusinessDay: null })
  expect(none.periods.map(({ dueOn }) => dueOn)).toEqual(none.periods.map(() => null))
})

test('what is left to Zuora’s own pages is not due, and is not counted as not closed', () => {
  const open = keepCalendar(
    null,
    periods.map((period) => ({ ...period, status: 'Open' as const, statusText: 'Open' })),
    now.toISOString(),
  )
  expect(glanceOf(open, nothing, rules).earlierNotClosed).toBe(13)
  const managed = glanceOf(open, nothing, { ...rules, manageFrom: '2026-09' })
  expect(managed.earlierNotClosed).toBe(0)
  expect(managed.periods.find(({ name }) => name === 'Aug 2026')?.dueOn).toBeNull()
})

test('half an hour after the last look it says since when nobody has looked', () => {
  expect(isStale('2026-11-05T14:30:00.000Z', now)).toBe(false)
  expect(isStale('2026-11-05T14:29:59.000Z', now)).toBe(true)
  expect(glanceOf({ ...kept, at: '2026-11-05T14:00:00.000Z' }, nothing, rules).staleSince).toBe(
    '2026-11-05T14:00:00.000Z',
  )
})

test('what a request’s card has seen since counts; what it saw before does not', () => {
  const { id } = periods.find(({ name }) => name === 'Oct 2026') ?? { id: '' }
  const request = sampleRequest({ period: { ...sampleRequest().period, id } })
  const seen = (roundStartedAt: string) =>
    seenSince(kept, [{ ...request, roundStartedAt }]).periods.find(({ period }) => period.id === id)?.period
  expect(seen('2026-11-05T15:00:01.000Z')).toMatchObject({
    status: 'PendingClose',
    trialBalance: { statusText: 'Completed' },
  })
  expect(seen('2026-11-05T14:59:59.000Z')).toMatchObject({ status: 'Open' })
})

const seen = periodSeen(samplePeriod())
const closed = { ...kept.periods.find(({ period }) => period.name === 'Sep 2026') }
const asked = {
  at: '2026-10-05T03:30:00.000Z',
  times: 1,
  mayHaveBeenHeard: true,
  trialBalanceStartBefore: null,
  trialBalanceStart: null,
  answer: null,
}
const close = sampleRequest({
  number: 7,
  status: 'finished',
  outcome: { kind: 'succeeded' },
  asks: { close: asked },
})

function closedAs(changes: object, register: Parameters<typeof closeOf>[1]) {
  const [first] = kept.periods
  if (!first) throw new Error('no period')
  return closeOf({ ...first, ...closed, ...changes }, register, 'America/New_York')
}

test('closed by a request: its days count to the day on which Zuora was asked, by the entity’s clock', () => {
  expect(closedAs({}, { requests: [close], filed: [] })).toEqual({ by: { kind: 'request', request: close }, days: 4 })
})

test('of a close by a request and one by others the later in the register counts', () => {
  const filed = [{ ...sampleException(), number: 9 }]
  expect(closedAs({}, { requests: [close], filed })).toMatchObject({ by: { kind: 'exception' }, days: 35 })
  expect(closedAs({}, { requests: [{ ...close, number: 10 }], filed })).toMatchObject({ by: { kind: 'request' } })
})

test('closed before anybody looked: the day of its final trial balance; seen to become so: that day', () => {
  expect(closedAs({}, { requests: [], filed: [] })).toEqual({ by: { kind: 'others' }, days: 33 })
  const since = { since: '2026-10-03T12:00:00.000Z', was: 'Open' }
  expect(closedAs(since, { requests: [], filed: [] })).toEqual({ by: { kind: 'others' }, days: 3 })
})

test('a request that did not close it, and a period that is not closed, are no close', () => {
  const failed = { ...close, outcome: { kind: 'cancelled', by: 'U0ALICE' } } as const
  expect(closedAs({}, { requests: [failed], filed: [] })).toMatchObject({ by: { kind: 'others' } })
  const open = kept.periods.find(({ period }) => period.name === 'Oct 2026')
  expect(open && closeOf(open, { requests: [close], filed: [] }, 'America/New_York')).toBeNull()
})

test('the days to close, oldest first, with the day each was due', () => {
  const september = closed.period?.id ?? ''
  const by = { by: { kind: 'request', request: close }, days: 4 } as const
  const closings = new Map<string, Closing>([[september, { close: by, first: by, reopened: null }]])
  const series = daysToClose(endedAtGlance(kept, { ...nothing, closings }, rules), 2)
  expect(series.dueBusinessDay).toBe(2)
  expect(series.periods.slice(-3)).toEqual([
    { ...none, name: 'Aug 2026', endDate: '2026-08-31', dueDays: 2 },
    { ...none, name: 'Sep 2026', endDate: '2026-09-30', closed: 'yes', days: 4, dueDays: 2 },
    { ...none, name: 'Oct 2026', endDate: '2026-10-31', dueDays: 3, isOverdue: true },
  ])
})

describe('reopened by others after it was closed in time', () => {
  const october = periods.find(({ name }) => name === 'Oct 2026')
  if (!october) throw new Error('no period')
  const inTime = { ...close, asks: { close: { ...asked, at: '2026-11-03T15:00:00.000Z' } } }
  const was = { ...seen, status: 'Closed' }
  const found = { ...sampleException({ was, is: { ...was, status: 'Open' } }), number: 9 }
  const register = { requests: [inTime], filed: [found] }
  const late = { ...rules, now: new Date('2026-12-15T15:00:00.000Z'), today: '2026-12-15' }
  const of = (status: 'Open' | 'PendingClose' | 'Closed', given: Parameters<typeof closingOf>[1]) => {
    const [first] = keepCalendar(null, [{ ...october, status, statusText: status }], now.toISOString()).periods
    return first && closingOf(first, given, 'America/New_York')
  }

  test('its first close counts, and it is not late', () => {
    const closing = of('PendingClose', register)
    const reopened = { at: '2026-11-04T14:00:00.000Z', inZuora: true, reference: 'US-0009' }
    expect(closing).toEqual({ close: null, first: { days: 3 }, reopened })
    const closings = new Map(closing ? [[october.id, closing]] : [])
    const [last] = glanceOf({ ...kept, periods: kept.periods.slice(-6, -5) }, { ...nothing, closings }, late).periods
    expect(last).toMatchObject({ name: 'Oct 2026', overdueBusinessDays: 0, reopened })
    const ended = endedAtGlance({ ...kept, periods: kept.periods.slice(-6, -5) }, { ...nothing, closings }, late)
    expect(daysToClose(ended, 2).periods).toMatchObject([
      { closed: 'yes', days: 3, isOverdue: false, isReopened: true },
    ])
  })

  test('closed again: the last close is told, and the first still counts', () => {
    const again = { ...close, number: 11, asks: { close: { ...asked, at: '2026-12-10T15:00:00.000Z' } } }
    expect(of('Closed', { ...register, requests: [inTime, again] })).toMatchObject({
      close: { days: 40, by: { request: { number: 11 } } },
      first: { days: 3 },
      reopened: null,
    })
  })

  test('closed before anything was recorded: nobody knows how long it took', () => {
    expect(of('Open', { requests: [], filed: [found] })).toMatchObject({ first: { days: null } })
  })

  test('by a request: since it was asked of Zuora', () => {
    const at = '2026-11-12T15:00:00.000Z'
    const reopen = { ...close, number: 8, action: 'reopen', asks: { reopen: { ...asked, at } } } as const
    expect(of('Open', { requests: [inTime, reopen], filed: [] })?.reopened).toEqual({
      at,
      inZuora: false,
      reference: 'US-0008',
    })
    expect(of('Open', { requests: [inTime], filed: [] })?.reopened).toBeNull()
  })
})
