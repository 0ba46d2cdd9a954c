import { describe, expect, test } from 'vitest'
import { dateIn, readMonth, secondsAfter, secondsBetween } from '../../../../src/domain/calendar/calendar-date.ts'

describe('today', () => {
  test('31 October, 23:30 in New York: there it is still October, although it is November in UTC', () => {
    const at = new Date('2026-11-01T03:30:00Z')
    expect(dateIn('America/New_York', at)).toBe('2026-10-31')
    expect(dateIn('UTC', at)).toBe('2026-11-01')
    expect(dateIn('Pacific/Kiritimati', at)).toBe('2026-11-01')
  })

  test('is right on both sides of midnight on the night when clocks go back', () => {
    expect(dateIn('America/New_York', new Date('2026-11-01T03:59:59Z'))).toBe('2026-10-31')
    expect(dateIn('America/New_York', new Date('2026-11-01T04:00:00Z'))).toBe('2026-11-01')
    expect(dateIn('America/New_York', new Date('2026-11-02T04:59:59Z'))).toBe('2026-11-01')
    expect(dateIn('America/New_York', new Date('2026-11-02T05:00:00Z'))).toBe('2026-11-02')
  })
})

describe('a month', () => {
  test.each([
    ['2026-10', '2026-10'],
    ['2026-1', '2026-01'],
    ['1/2026', '2026-01'],
    ['may 2026', '2026-05'],
    ['Dec. 2026', '2026-12'],
    ['sept 2026', '2026-09'],
    ['February 2026', '2026-02'],
  ])('“%s” is %s', (text, month) => {
    expect(readMonth(text)).toBe(month)
  })

  test.each(['2026', '0/2026', '13/2026', '2026-13', 'oc 2026', 'octo ber 2026', 'mayor 2026', '10-2026'])(
    '“%s” is none',
    (text) => {
      expect(readMonth(text)).toBeUndefined()
    },
  )
})

test('seconds are counted between moments, and backwards below zero', () => {
  expect(secondsBetween('2026-11-04T14:00:00.000Z', '2026-11-04T14:01:30.500Z')).toBe(90.5)
  expect(secondsBetween('2026-11-04T14:01:30.000Z', '2026-11-04T14:00:00.000Z')).toBe(-90)
  expect(secondsAfter('2026-11-04T23:59:30.000Z', 45)).toBe('2026-11-05T00:00:15.000Z')
})
