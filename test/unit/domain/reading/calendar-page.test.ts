import { expect, test } from 'vitest'
import type { AccountingPeriod } from '../../../../src/domain/accounting-period.ts'
import type { CalendarRules } from '../../../../src/domain/calendar/calendar-rules.ts'
import { datedPeriods } from '../../../../src/domain/period-reference.ts'
import {
  type CalendarPage,
  calendarPage,
  fiscalYearsOf,
  type ListAsked,
} from '../../../../src/domain/reading/calendar-page.ts'
import { sampleCalendar } from '../../../support/sample-calendar.ts'

const unruled: CalendarRules = { manageFrom: null, childrenOf: {} }
const today = '2026-11-20'
/** Twenty-five years: closed until September 2026, open until December. */
const longest = sampleCalendar({ closed: 297, open: 3 }, 2002)

function page(asked: Partial<ListAsked>, calendar = longest, entity = unruled): CalendarPage {
  const given: ListAsked = { show: 'recent', fiscalYear: null, page: null, ...asked }
  return calendarPage(given, datedPeriods(calendar), { calendar, today, entity, underWay: new Map() })
}

const rowsOf = ({ years }: CalendarPage) => years.flatMap(({ periods }) => periods)
const namesOf = (shown: CalendarPage) => rowsOf(shown).map(({ name }) => name)

test('by default: what is not closed and the last three that were', () => {
  expect(namesOf(page({}))).toEqual(['Jul 2026', 'Aug 2026', 'Sep 2026', 'Oct 2026', 'Nov 2026', 'Dec 2026'])
})

test('what may be done next, in a word', () => {
  expect(rowsOf(page({})).map(({ name, next }) => `${name}: ${next}`)).toEqual([
    'Jul 2026: nothing',
    'Aug 2026: nothing',
    'Sep 2026: reopen',
    'Oct 2026: close',
    'Nov 2026: wait',
    'Dec 2026: wait',
  ])
})

test('only a look at Zuora helps where the status is not known, and waiting while a trial balance runs', () => {
  const [first, second, ...rest] = sampleCalendar({ closed: 0, open: 3 })
  if (!first || !second) throw new Error('no periods')
  const running = { ...first.trialBalance, status: 'running' } as const
  const changed = [{ ...first, trialBalance: running }, { ...second, status: 'Unknown' as const }, ...rest]
  const shown = calendarPage({ show: 'all', fiscalYear: null, page: 1 }, datedPeriods(changed), {
    calendar: changed,
    today,
    entity: unruled,
    underWay: new Map(),
  })
  expect(rowsOf(shown).map(({ next }) => next)).toEqual(['wait', 'look', 'wait'])
})

test.each([
  ['open', null, 3],
  ['closed', null, 297],
  ['all', null, 300],
  ['all', 2026, 12],
  ['open', 2026, 3],
  ['all', 1999, 0],
] as const)('“%s” of fiscal year %s are %i', (show, fiscalYear, count) => {
  expect(page({ show, fiscalYear }).of).toBe(count)
})

test('300 periods are pages of 40, and the one with the earliest not closed is opened', () => {
  const first = page({ show: 'all' })
  expect(first).toMatchObject({ first: 281, last: 300, of: 300, pages: 8, asked: { page: 8 } })
  expect(namesOf(first)).toContain('Oct 2026')
  expect(page({ show: 'all' }, sampleCalendar({ closed: 50, open: 250 }, 2002))).toMatchObject({ first: 41, last: 80 })
  expect(namesOf(page({ show: 'all', page: 1 }))[0]).toBe('Jan 2002')
})

test('of what is closed, the latest is opened', () => {
  expect(namesOf(page({ show: 'closed' })).at(-1)).toBe('Sep 2026')
  expect(page({ show: 'all' }, sampleCalendar({ closed: 300, open: 0 }, 2002))).toMatchObject({ last: 300 })
})

test('what is not managed here is not what is opened', () => {
  const entity = { ...unruled, manageFrom: '2026-10' }
  expect(page({ show: 'all' }, sampleCalendar({ closed: 0, open: 300 }, 2002), entity)).toMatchObject({ first: 281 })
})

test('every period is on exactly one page, in order of date', () => {
  const all = Array.from({ length: 8 }, (_, index) => namesOf(page({ show: 'all', page: index + 1 })))
  expect(all.flat()).toEqual(datedPeriods(longest).map(({ name }) => name))
})

test('where 300 are open, the first page begins with the earliest, which is next', () => {
  const open = sampleCalendar({ closed: 0, open: 300 }, 2002)
  expect(namesOf(page({ show: 'open' }, open))[0]).toBe('Jan 2002')
  expect(namesOf(page({ show: 'open', page: 2 }, open))[0]).toBe('May 2005')
})

test('a page beyond the last is the last', () => {
  expect(page({ show: 'all', page: 99 })).toEqual(page({ show: 'all', page: 8 }))
})

test('by fiscal year, and those without one at the end', () => {
  const calendar = sampleCalendar({ closed: 0, open: 14 }).map((period) =>
    period.name === 'Mar 2026' ? { ...period, fiscalYear: null } : period,
  )
  const shown = calendarPage({ show: 'all', fiscalYear: null, page: 1 }, datedPeriods(calendar), {
    calendar,
    today,
    entity: unruled,
    underWay: new Map(),
  })
  expect(shown.years.map(({ fiscalYear, periods }) => [fiscalYear, periods.length])).toEqual([
    [2026, 11],
    [2027, 2],
    [null, 1],
  ])
})

test('what is not managed here is no row, unless all are asked for', () => {
  const entity = { ...unruled, manageFrom: '2026-10' }
  const calendar = sampleCalendar({ closed: 3, open: 9 })
  expect(namesOf(page({}, calendar, entity))).toEqual([
    'Jan 2026',
    'Feb 2026',
    'Mar 2026',
    'Oct 2026',
    'Nov 2026',
    'Dec 2026',
  ])
  const all = rowsOf(page({ show: 'all' }, calendar, entity))
  expect(all.find(({ name }) => name === 'Apr 2026')?.next).toBe('nothing')
})

test('under Multi-Org a name that repeats says whose it is', () => {
  const calendar = ['Europe', 'Asia'].flatMap((organization) =>
    sampleCalendar({ closed: 0, open: 1 }).map((period) => ({
      ...period,
      id: `${period.id}-${organization}`,
      organizationLabels: [organization],
    })),
  )
  const shown = calendarPage({ show: 'all', fiscalYear: null, page: 1 }, datedPeriods(calendar), {
    calendar,
    today,
    entity: unruled,
    underWay: new Map(),
  })
  expect(namesOf(shown)).toEqual(['Jan 2026 (Europe)', 'Jan 2026 (Asia)'])
})

test('the fiscal years, those around the earliest that is not closed first', () => {
  const years = (periods: readonly AccountingPeriod[]) => fiscalYearsOf(datedPeriods(periods), { entity: unruled })
  expect(years(sampleCalendar({ closed: 250, open: 50 }, 2002)).slice(0, 3)).toEqual([2022, 2023, 2021])
  expect(years(sampleCalendar({ closed: 36, open: 0 }, 2002))).toEqual([2004, 2003, 2002])
  expect(years([])).toEqual([])
})
