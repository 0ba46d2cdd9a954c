import { expect, test } from 'vitest'
import type { AccountingPeriod } from '../../../../../src/domain/accounting-period.ts'
import { datedPeriods } from '../../../../../src/domain/period-reference.ts'
import {
  calendarPage,
  fiscalYearsOf,
  type ListAsked,
  notClosedIn,
} from '../../../../../src/domain/reading/calendar-page.ts'
import type { UnderWay } from '../../../../../src/domain/reading/under-way.ts'
import type { Message } from '../../../../../src/slack/messages/blocks.ts'
import { listReply } from '../../../../../src/slack/messages/periods/list.ts'
import type { Entity } from '../../../../../src/usecases/ports/rules.ts'
import { sampleCalendar } from '../../../../support/sample-calendar.ts'
import { sampleEntity } from '../../../../support/sample-entity.ts'
import { completed, inError } from '../../../../support/sample-request.ts'
import { buttonLabels, buttonsIn, checkMessage, label, outside, wordsIn } from '../check-message.ts'

function list(
  asked: Partial<ListAsked>,
  calendar: readonly AccountingPeriod[],
  { entity = sampleEntity(), underWay = new Map() }: { entity?: Entity; underWay?: ReadonlyMap<string, UnderWay> } = {},
): Message {
  const periods = datedPeriods(calendar)
  const { managed, older } = notClosedIn(periods, { entity })
  const given: ListAsked = { show: 'recent', fiscalYear: null, page: null, ...asked }
  const of = {
    periods: periods.length,
    notClosed: managed.length,
    earliest: managed[0]?.name ?? null,
    older: older.length,
    fiscalYears: fiscalYearsOf(periods, { entity }),
  }
  const page = calendarPage(given, periods, { calendar, today: '2026-11-20', entity, underWay })
  return listReply({ kind: 'listed', entity, page, of }, label)
}

const rowsOf = ({ blocks }: Message) => blocks.flatMap((block) => (block.type === 'table' ? block.rows : []))

test.each([0, 1, 12, 40, 41, 300])('a list of %i periods is what Slack takes, on every page', (count) => {
  const calendar = sampleCalendar({ closed: Math.max(0, count - 3), open: Math.min(3, count) }, 2002)
  for (const show of ['recent', 'open', 'closed', 'all'] as const) {
    for (const page of [1, 2, 8]) checkMessage(list({ show, page }, calendar))
  }
})

test('the longest names, statuses and as many fiscal years as periods are what Slack takes', () => {
  const calendar = sampleCalendar({ closed: 0, open: 60 }).map((period, index) => ({
    ...period,
    name: `${index}${'ö'.repeat(98)}`,
    statusText: 'x'.repeat(200),
    fiscalYear: 1900 + index,
    trialBalance: { ...inError, statusText: 'e'.repeat(300) },
  }))
  const message = list({ show: 'all' }, calendar)
  checkMessage(message)
  expect(rowsOf(message).length).toBeLessThanOrEqual(100)
})

const twelve = sampleCalendar({ closed: 9, open: 3 })

test('the list says how many there are, which is next, and what is shown', () => {
  const message = list({}, twelve)
  expect(message.text).toBe(
    'Example US: 12 accounting periods, 3 of them not closed. The earliest not closed is Oct 2026. Shown: those not closed and the last 3 that were closed.',
  )
})

test('a row tells dates, status, when the trial balance ran and how it ended, and what comes next', () => {
  const calendar = twelve.map((period) =>
    period.name === 'Oct 2026' ? { ...period, trialBalance: completed } : period,
  )
  const rows = rowsOf(list({ show: 'all' }, calendar)).map((row) =>
    row.map((cell) => (cell.type === 'raw_text' ? cell.text : '(bold)')),
  )
  expect(rows[0]).toEqual(['Period', 'Status', 'Next', 'Dates', 'Trial balance'])
  expect(rows[1]).toEqual(['(bold)', '3 not closed', '–', '12 shown', '–'])
  expect(rows.find(([name]) => name === 'Oct 2026')).toEqual([
    'Oct 2026',
    'Open',
    'close',
    '1 Oct to 31 Oct 2026',
    'Completed 2026-11-02 08:00:00',
  ])
  expect(rows.find(([name]) => name === 'Dec 2026')?.slice(1, 3)).toEqual(['Open', 'wait'])
})

test('those without a fiscal year stand under a heading of their own', () => {
  const calendar = twelve.map((period) => ({ ...period, fiscalYear: null }))
  expect(JSON.stringify(rowsOf(list({}, calendar))[1])).toContain('"No fiscal year"')
})

test('a list of all opens where the earliest not closed is, and leads both ways', () => {
  const calendar = sampleCalendar({ closed: 250, open: 50 }, 2002)
  const first = list({ show: 'all' }, calendar)
  expect(first.text).toContain('Shown: 241 to 280 of 300, in order of date (all).')
  expect(buttonsIn(first).slice(0, 2)).toMatchObject([
    { text: { text: 'Show earlier' }, value: 'list all page 6 in us' },
    { text: { text: 'Show later' }, value: 'list all page 8 in us' },
  ])
  expect(buttonLabels(list({ show: 'all', page: 8 }, calendar))).not.toContain('Show later')
  expect(buttonLabels(list({ show: 'all', page: 1 }, calendar))).not.toContain('Show earlier')
  expect(buttonLabels(list({}, calendar)).slice(0, 2)).toEqual(['Show later', 'Show open'])
})

test('the fiscal years that are offered are those around the earliest not closed', () => {
  const calendar = sampleCalendar({ closed: 250, open: 50 }, 2002)
  expect(buttonLabels(list({}, calendar)).slice(-5)).toEqual([
    'Show FY2020',
    'Show FY2021',
    'Show FY2022',
    'Show FY2023',
    'Show FY2024',
  ])
  expect(buttonsIn(list({ fiscalYear: 2022, show: 'all' }, calendar)).map(({ value }) => value)).toContain(
    'list all in us',
  )
  expect(buttonLabels(list({ fiscalYear: 2022, show: 'all' }, calendar))).not.toContain('Show FY2022')
})

test('what is under way is what comes next', () => {
  const underWay = new Map<string, UnderWay>([
    ['id8', { reference: 'US-0004', waits: false, notBefore: '2026-11-20T23:00:00.000Z' }],
    ['id9', { reference: 'US-0002', waits: true, approvals: { given: 1, needed: 2 } }],
    ['id10', { reference: 'US-0003', waits: false }],
  ])
  const rows = rowsOf(list({}, twelve, { underWay })).map((row) =>
    row.map((cell) => (cell.type === 'raw_text' ? cell.text : '')),
  )
  expect(rows.find(([name]) => name === 'Sep 2026')?.[2]).toBe('US-0004 not before Fri 20 Nov 2026 18:00 in New York')
  expect(rows.find(([name]) => name === 'Oct 2026')?.[2]).toBe('US-0002 waits for approval: 1 of 2')
  expect(rows.find(([name]) => name === 'Nov 2026')?.[2]).toBe('US-0003 is under way')
})

test('whose periods these are is said once', () => {
  expect(wordsIn(list({}, twelve)).match(/Example US/g)).toHaveLength(1)
})

test('where there is nothing to show, that is said', () => {
  const message = list({ show: 'all', fiscalYear: 1999 }, twelve)
  checkMessage(message)
  expect(message.text).toContain('There are none to show: all of FY1999.')
  expect(rowsOf(message)).toEqual([])
})

test('older open periods are one line', () => {
  const calendar = sampleCalendar({ closed: 3, open: 9 })
  const message = list({}, calendar, { entity: sampleEntity({ manageFrom: '2026-10' }) })
  checkMessage(message)
  expect(message.text).toContain('12 accounting periods, 3 of them not closed. The earliest not closed is Oct 2026.')
  expect(message.text).toContain('6 older ones are not closed and left to Zuora’s own pages')
})

test('hostile names stand in the list as they are, and ping nobody', () => {
  const calendar = twelve.map((period) => ({ ...period, name: `${outside} ${period.id}`, statusText: outside }))
  const message = list({}, calendar)
  checkMessage(message)
  expect(wordsIn(message)).toContain(`\n${outside} id`)
})

test('a guest is told so', () => {
  expect(listReply({ kind: 'not-a-full-member' }, label).text).toContain('only full members of this workspace')
})
