import { describe, expect, test } from 'vitest'
import type { AccountingPeriod } from '../../../../src/domain/accounting-period.ts'
import { proposeNext } from '../../../../src/domain/next-period/next-period.ts'
import { samplePeriod } from '../../../support/sample-request.ts'

type Given = Pick<AccountingPeriod, 'name' | 'startDate' | 'endDate' | 'fiscalYear' | 'fiscalQuarter'>

const calendarOf = (given: readonly Given[]) => given.map((each, index) => samplePeriod({ id: `p${index}`, ...each }))

type Month = { year: number /** 1 is January. */; month: number; fiscalYear: number; number: number }

/** Whole months up to the named one. Fiscal years begin with `firstMonth` and, unless that is January, are named by the year they end in. */
function months({
  until,
  count,
  firstMonth = 1,
  name,
}: {
  until: string
  count: number
  firstMonth?: number
  name: (month: Month) => string
}): AccountingPeriod[] {
  const [lastYear = 0, lastMonth = 0] = until.split('-').map(Number)
  const all = Array.from({ length: count }, (_, index) => {
    const at = lastYear * 12 + lastMonth - 1 - (count - 1 - index)
    const [year, month] = [Math.floor(at / 12), (at % 12) + 1]
    const number = ((month - firstMonth + 12) % 12) + 1
    const fiscalYear = year + (firstMonth > 1 && month >= firstMonth ? 1 : 0)
    const date = (day: number, ahead: number) =>
      new Date(Date.UTC(year, month - 1 + ahead, day)).toISOString().slice(0, 10)
    return {
      name: name({ year, month, fiscalYear, number }),
      startDate: date(1, 0),
      endDate: date(0, 1),
      fiscalYear,
      fiscalQuarter: Math.ceil(number / 3),
    }
  })
  return calendarOf(all)
}

const english = (length: 'short' | 'long', { year, month }: Month) =>
  new Intl.DateTimeFormat('en-US', { month: length, timeZone: 'UTC' }).format(new Date(Date.UTC(year, month - 1, 1)))
const two = (value: number) => String(value).padStart(2, '0')

const patterns: Readonly<Record<string, (month: Month) => string>> = {
  'Oct 2026': (it) => `${english('short', it)} ${it.year}`,
  'October 2026': (it) => `${english('long', it)} ${it.year}`,
  'OCT-26': (it) => `${english('short', it).toUpperCase()}-${two(it.year % 100)}`,
  "Oct'26": (it) => `${english('short', it)}'${two(it.year % 100)}`,
  Oct26: (it) => `${english('short', it)}${two(it.year % 100)}`,
  '2026 oct close': (it) => `${it.year} ${english('short', it).toLowerCase()} close`,
  '2026-10': (it) => `${it.year}-${two(it.month)}`,
  '10/2026': (it) => `${two(it.month)}/${it.year}`,
  '9/2026': (it) => `${it.month}/${it.year}`,
  '202610': (it) => `${it.year}${two(it.month)}`,
  '2026M10': (it) => `${it.year}M${two(it.month)}`,
  'US1 Oct 2026': (it) => `US1 ${english('short', it)} ${it.year}`,
  'FY26-P10': (it) => `FY${two(it.fiscalYear % 100)}-P${two(it.number)}`,
  'FY2026 P12': (it) => `FY2026 P12`.replace('2026', String(it.fiscalYear)).replace('12', two(it.number)),
  'Period 10 FY26': (it) => `Period ${it.number} FY${two(it.fiscalYear % 100)}`,
  'P10 2026': (it) => `P${it.number} ${it.fiscalYear}`,
  'FY26 Q4 Oct': (it) => `FY${two(it.fiscalYear % 100)} Q${Math.ceil(it.number / 3)} ${english('short', it)}`,
  'Oct 2026 (P10)': (it) => `${english('short', it)} ${it.year} (P${two(it.number)})`,
}

describe.each(Object.entries(patterns))('a calendar named like “%s”', (_pattern, name) => {
  // Of fiscal years that begin in January, February, July and October.
  test.each([1, 2, 7, 10])('goes on through two years of fiscal years that begin with month %i', (firstMonth) => {
    const truth = months({ until: '2027-12', count: 42, firstMonth, name })
    for (let known = 18; known < truth.length; known++) {
      const { startDate, endDate, fiscalYear, fiscalQuarter } = truth[known] ?? samplePeriod()
      const expected = { name: truth[known]?.name, startDate, endDate, fiscalYear, fiscalQuarter }
      expect(proposeNext(truth.slice(0, known))).toEqual(expected)
    }
  })
})

const oct = (it: Month) => `${english('short', it)} ${it.year}`

test('the order in which Zuora lists the periods, and its open-ended period, make no difference', () => {
  const openEnded = samplePeriod({
    id: 'open',
    name: 'Open-Ended',
    startDate: '2026-11-01',
    endDate: null,
    fiscalYear: 0,
  })
  const calendar = [openEnded, ...months({ until: '2026-10', count: 14, name: oct }).reverse()]
  expect(proposeNext(calendar)).toMatchObject({ name: 'Nov 2026', startDate: '2026-11-01', fiscalYear: 2026 })
})

test('February ends on its last day, in a leap year too', () => {
  expect(proposeNext(months({ until: '2027-01', count: 3, name: oct }))).toMatchObject({ endDate: '2027-02-28' })
  expect(proposeNext(months({ until: '2028-01', count: 3, name: oct }))).toMatchObject({ endDate: '2028-02-29' })
})

test.each([
  ['July, from where the fiscal year changes', 7, '2026-09', 4, { fiscalYear: 2027, fiscalQuarter: 2 }],
  ['July, from where the quarter changes', 7, '2026-05', 3, { fiscalYear: 2026, fiscalQuarter: 4 }],
  [
    'July, from where the quarter changes, at the end of the year',
    7,
    '2026-06',
    4,
    { fiscalYear: 2027, fiscalQuarter: 1 },
  ],
  ['July, from one whole quarter', 7, '2026-09', 3, { fiscalYear: 2027, fiscalQuarter: 2 }],
  ['January, where nothing speaks against it', 1, '2026-12', 1, { fiscalYear: 2027, fiscalQuarter: 1 }],
  ['unknown, so that only the year is proposed', 8, '2026-09', 2, { fiscalYear: 2027, fiscalQuarter: null }],
] as const)('of less than a year, the first month is %s', (_how, firstMonth, until, count, expected) => {
  expect(proposeNext(months({ until, count, firstMonth, name: oct }))).toMatchObject(expected)
})

test('without quarters there is none to go on with, and the fiscal year is the calendar’s', () => {
  const calendar = months({ until: '2026-12', count: 2, name: oct }).map((it) => ({ ...it, fiscalQuarter: null }))
  expect(proposeNext(calendar)).toMatchObject({ fiscalYear: 2027, fiscalQuarter: null })
})

test('without fiscal years nothing is made up', () => {
  const calendar = months({ until: '2026-10', count: 14, name: oct }).map((it) => ({ ...it, fiscalYear: null }))
  expect(proposeNext(calendar)).toMatchObject({ name: 'Nov 2026', fiscalYear: null, fiscalQuarter: null })
})

test('months that run from the 26th to the 25th go on so', () => {
  const calendar = calendarOf([
    { name: 'Sep 2026', startDate: '2026-08-26', endDate: '2026-09-25', fiscalYear: 2026, fiscalQuarter: 3 },
    { name: 'Oct 2026', startDate: '2026-09-26', endDate: '2026-10-25', fiscalYear: 2026, fiscalQuarter: 4 },
  ])
  expect(proposeNext(calendar)).toMatchObject({ name: 'Nov 2026', startDate: '2026-10-26', endDate: '2026-11-25' })
})

test('after a month that was cut short comes the rest of it', () => {
  const calendar = months({ until: '2026-10', count: 5, name: oct })
  const short = { ...samplePeriod(), ...calendar[4], endDate: '2026-10-15' }
  const span = { startDate: '2026-10-16', endDate: '2026-10-31' }
  expect(proposeNext([...calendar.slice(0, 4), short])).toMatchObject(span)
})

/** Weeks that begin on Sundays, from 28 December 2025: 4-4-5. */
function weeks(count: number): AccountingPeriod[] {
  let start = Date.UTC(2025, 11, 28)
  const day = 86_400_000
  const all = Array.from({ length: count }, (_, index) => {
    const length = index % 3 === 2 ? 35 : 28
    const dates = [start, start + (length - 1) * day].map((ms) => new Date(ms).toISOString().slice(0, 10))
    start += length * day
    const [year, number] = [2026 + Math.floor(index / 12), (index % 12) + 1]
    const [startDate = '', endDate = ''] = dates
    const name = `FY${two(year % 100)}-P${two(number)}`
    return { name, startDate, endDate, fiscalYear: year, fiscalQuarter: Math.ceil(number / 3) }
  })
  return calendarOf(all)
}

test('4-4-5 weeks go on as they were a year before', () => {
  const truth = weeks(30)
  for (let known = 12; known < truth.length; known++) {
    const { name, startDate, endDate, fiscalYear, fiscalQuarter } = truth[known] ?? samplePeriod()
    expect(proposeNext(truth.slice(0, known))).toEqual({ name, startDate, endDate, fiscalYear, fiscalQuarter })
  }
})

test('weeks of the first year go on with as many days as the last', () => {
  // 26 April to 30 May was five weeks.
  expect(proposeNext(weeks(6))).toMatchObject({ startDate: '2026-06-28', endDate: '2026-08-01', name: 'FY26-P07' })
})

test('four weeks that happen to be the whole of February do not make months of weeks', () => {
  expect(proposeNext(weeks(2).concat())).toMatchObject({ startDate: '2026-02-22' })
  const february = calendarOf([
    { name: 'P12', startDate: '2026-01-04', endDate: '2026-01-31', fiscalYear: 2025, fiscalQuarter: 4 },
    { name: 'P01', startDate: '2026-02-01', endDate: '2026-02-28', fiscalYear: 2026, fiscalQuarter: 1 },
  ])
  const before = calendarOf([
    { name: 'P11', startDate: '2025-12-07', endDate: '2026-01-03', fiscalYear: 2025, fiscalQuarter: 4 },
  ])
  expect(proposeNext([...before, ...february])).toMatchObject({ endDate: '2026-03-28' })
})

test.each([
  ['a month without a year', 'October'],
  ['a year alone', '2026'],
  ['a word', 'Closing'],
  ['another month than its dates', 'Sep 2026'],
  ['another year than its dates', 'Oct 2031'],
  ['another fiscal year than its own', 'FY31-P10'],
  ['another quarter than its own', 'Q2 2026'],
  ['a version behind it', 'Oct 2026 v 2'],
  ['more numbers than are understood', '2026-10-31'],
])('%s is no pattern that is recognised: the name stays empty', (_what, name) => {
  const calendar = months({ until: '2026-10', count: 3, name: () => name })
  expect(proposeNext(calendar.slice(-1))).toMatchObject({ name: '', startDate: '2026-11-01', endDate: '2026-11-30' })
})

test.each([1, 2, 3])('after %i named otherwise, the name goes on from the one before', (count) => {
  const calendar = months({ until: '2026-10', count: 6, name: oct })
  const named = calendar.map((period, at) => (at < 6 - count ? period : { ...period, name: `Special ${at}` }))
  expect(proposeNext(named)).toMatchObject({ name: 'Nov 2026', startDate: '2026-11-01' })
})

test('quarters go on as quarters', () => {
  const quarter = { startDate: '2026-10-01', endDate: '2026-12-31', fiscalYear: 2026, fiscalQuarter: 4 }
  expect(proposeNext(calendarOf([{ name: 'Q4 2026', ...quarter }]))).toEqual({
    name: 'Q1 2027',
    startDate: '2027-01-01',
    endDate: '2027-03-31',
    fiscalYear: 2027,
    fiscalQuarter: 1,
  })
})

test('a name that is taken is not proposed', () => {
  const [october, ...others] = months({ until: '2026-10', count: 1, name: oct })
  const taken = samplePeriod({ id: 'x', name: 'nov 2026', startDate: '2020-01-01', endDate: '2020-01-31' })
  expect(proposeNext([taken, october ?? taken, ...others])).toMatchObject({ name: '', startDate: '2026-11-01' })
})

test('an empty calendar proposes nothing', () => {
  const nothing = { name: '', startDate: null, endDate: null, fiscalYear: null, fiscalQuarter: null }
  expect(proposeNext([])).toEqual(nothing)
})
