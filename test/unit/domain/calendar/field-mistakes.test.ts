import { describe, expect, test } from 'vitest'
import {
  mistakesInCreate,
  mistakesInDateChange,
  mistakesInUpdate,
} from '../../../../src/domain/calendar/field-mistakes.ts'
import type { PeriodFields } from '../../../../src/domain/calendar/period-fields.ts'

const calendar = { names: ['Oct 2026', 'Nov 2026'], firstStart: '2026-10-01', lastEnd: '2026-11-30' }
const december = {
  name: 'Dec 2026',
  startDate: '2026-12-01',
  endDate: '2026-12-31',
  fiscalYear: 2026,
  fiscalQuarter: 4,
}
const inCreate = (changes: PeriodFields) => mistakesInCreate({ ...december, ...changes }, calendar)

describe('a new period', () => {
  test('that continues the calendar is right', () => {
    expect(inCreate({})).toEqual([])
    expect(mistakesInCreate(december, { names: [], firstStart: null, lastEnd: null })).toEqual([])
  })

  test('may also come right before the first', () => {
    expect(inCreate({ name: 'Sep 2026', startDate: '2026-09-01', endDate: '2026-09-30' })).toEqual([])
  })

  test('needs a name, both dates and a fiscal year', () => {
    expect(mistakesInCreate({ name: '' }, calendar)).toEqual(
      ['name', 'startDate', 'endDate', 'fiscalYear'].map((field) => ({ field, because: { kind: 'missing' } })),
    )
  })

  test.each([
    [{ startDate: '2026-12-02' }, 'startDate', { kind: 'leaves-a-gap', expected: '2026-12-01' }],
    [{ startDate: '2026-11-30' }, 'startDate', { kind: 'overlaps', expected: '2026-12-01' }],
    [{ startDate: '2026-09-01', endDate: '2026-09-29' }, 'startDate', { kind: 'leaves-a-gap', expected: '2026-12-01' }],
    [{ endDate: '2026-11-30' }, 'endDate', { kind: 'ends-before-it-starts' }],
    [{ endDate: '2026-12-32' }, 'endDate', { kind: 'no-such-date', given: '2026-12-32' }],
    [{ endDate: '2027-02-29' }, 'endDate', { kind: 'no-such-date', given: '2027-02-29' }],
    [{ endDate: '31.12.2026' }, 'endDate', { kind: 'no-such-date', given: '31.12.2026' }],
    [{ name: 'nov 2026' }, 'name', { kind: 'name-taken' }],
    [{ name: 'x'.repeat(101) }, 'name', { kind: 'too-long', most: 100, length: 101 }],
    [{ notes: 'é'.repeat(256) }, 'notes', { kind: 'too-long', most: 255, length: 256 }],
    [{ fiscalYear: 26 }, 'fiscalYear', { kind: 'not-a-year' }],
    [{ fiscalYear: 2026.5 }, 'fiscalYear', { kind: 'not-a-year' }],
    [{ fiscalQuarter: 5 }, 'fiscalQuarter', { kind: 'not-a-quarter' }],
  ])('%j is told at its field', (changes, field, because) => {
    expect(inCreate(changes)).toEqual([{ field, because }])
  })

  test('of exactly as many characters as Zuora takes is right', () => {
    expect(inCreate({ name: '€'.repeat(100), notes: '😀'.repeat(255) })).toEqual([])
  })
})

test('a change of other fields is judged by its words alone', () => {
  expect(mistakesInUpdate({ notes: '' }, calendar)).toEqual([])
  expect(mistakesInUpdate({ name: '' }, calendar)).toEqual([{ field: 'name', because: { kind: 'missing' } }])
  expect(mistakesInUpdate({ name: 'Oct 2026' }, calendar)).toMatchObject([{ because: { kind: 'name-taken' } }])
})

describe('new dates', () => {
  const next = { name: 'Dec 2026', endDate: '2026-12-31' }
  const facts = { startDate: '2026-11-01', endDate: '2026-11-30', isEarliest: false, next }

  test('may move the end up to the day before the next one ends', () => {
    expect(mistakesInDateChange({ endDate: '2026-12-30' }, facts)).toEqual([])
    expect(mistakesInDateChange({ endDate: '2026-12-31' }, facts)).toEqual([
      { field: 'endDate', because: { kind: 'reaches-the-end-of-the-next', next: 'Dec 2026', nextEnds: '2026-12-31' } },
    ])
    expect(mistakesInDateChange({ endDate: '2027-12-31' }, { ...facts, next: null })).toEqual([])
  })

  test('may move the start of the earliest only', () => {
    const earlier = { startDate: '2026-10-15' }
    expect(mistakesInDateChange(earlier, facts)).toEqual([
      { field: 'startDate', because: { kind: 'only-the-earliest-may' } },
    ])
    expect(mistakesInDateChange(earlier, { ...facts, isEarliest: true })).toEqual([])
  })

  test('must exist, in their order', () => {
    expect(mistakesInDateChange({ endDate: '2026-10-31' }, facts)).toMatchObject([
      { because: { kind: 'ends-before-it-starts' } },
    ])
    expect(mistakesInDateChange({ endDate: '2026-11-31' }, facts)).toMatchObject([
      { because: { kind: 'no-such-date' } },
    ])
  })
})
