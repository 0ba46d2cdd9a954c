import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { momentAfter } from '../../../../src/domain/calendar/business-days.ts'
import { dateIn } from '../../../../src/domain/calendar/calendar-date.ts'
import { daysOff } from '../../../../src/domain/calendar/days-off.ts'

const newYork = 'America/New_York'
const isWeekend = daysOff(['sat', 'sun'], [])
const isDayOffInUs = daysOff(['sat', 'sun'], ['2026-11-26', '2026-12-25', '2027-01-01'])

function endOf(at: string, days: number, timeZone = newYork, isDayOff = isWeekend): string {
  return momentAfter(at, { kind: 'business-days', days }, { timeZone, isDayOff })
}

test('a duration is a duration, whatever days it spans', () => {
  const span = { kind: 'seconds', seconds: 172_800 } as const
  const calendar = { timeZone: newYork, isDayOff: isWeekend }
  expect(momentAfter('2026-11-20T15:00:00.000Z', span, calendar)).toBe('2026-11-22T15:00:00.000Z')
})

describe('business days end at the time of day at which they began', () => {
  test.each([
    ['Monday to Wednesday', '2026-11-02T15:00:00.000Z', 2, '2026-11-04T15:00:00.000Z'],
    ['Friday over the weekend', '2026-11-06T15:00:00.000Z', 1, '2026-11-09T15:00:00.000Z'],
    ['two weeks', '2026-11-02T15:00:00.123Z', 10, '2026-11-16T15:00:00.123Z'],
    ['late on Friday in New York, already Saturday in UTC', '2026-11-07T03:00:00.000Z', 1, '2026-11-10T03:00:00.000Z'],
  ])('%s', (_what, at, days, expected) => {
    expect(endOf(at, days)).toBe(expected)
  })
})

test('public holidays and days off are passed over', () => {
  const wednesday = '2026-11-25T15:00:00.000Z'
  expect(endOf(wednesday, 1, newYork, isDayOffInUs)).toBe('2026-11-27T15:00:00.000Z')
  expect(endOf(wednesday, 2, newYork, isDayOffInUs)).toBe('2026-11-30T15:00:00.000Z')
})

test('at the end of a year they go on in the next', () => {
  expect(endOf('2026-12-24T15:00:00.000Z', 1, newYork, isDayOffInUs)).toBe('2026-12-28T15:00:00.000Z')
  expect(endOf('2026-12-31T15:00:00.000Z', 1, newYork, isDayOffInUs)).toBe('2027-01-04T15:00:00.000Z')
})

test('begun on a day off, they count from the start of the next business day', () => {
  const midnightOfTuesday = '2026-11-10T05:00:00.000Z'
  expect(endOf('2026-11-07T05:30:00.000Z', 1)).toBe(midnightOfTuesday)
  expect(endOf('2026-11-08T23:00:00.000Z', 1)).toBe(midnightOfTuesday)
  const startOfMonday = '2026-11-30T05:00:00.000Z'
  expect(endOf('2026-11-26T15:00:00.000Z', 1, newYork, isDayOffInUs)).toBe(startOfMonday)
})

describe('a change of daylight saving in between leaves the time of day as it is', () => {
  test.each([
    ['to summer time', newYork, '2026-03-06T15:00:00.000Z', '2026-03-09T14:00:00.000Z'],
    ['to winter time', newYork, '2026-10-30T14:00:00.000Z', '2026-11-02T15:00:00.000Z'],
    ['to summer time in Berlin', 'Europe/Berlin', '2026-03-27T22:30:00.000Z', '2026-03-30T21:30:00.000Z'],
    ['to winter time in Berlin', 'Europe/Berlin', '2026-10-23T21:30:00.000Z', '2026-10-26T22:30:00.000Z'],
    ['where it is half an hour', 'Australia/Lord_Howe', '2026-04-03T01:00:00.000Z', '2026-04-06T01:30:00.000Z'],
  ])('%s', (_what, timeZone, at, expected) => {
    expect(endOf(at, 1, timeZone)).toBe(expected)
  })

  const noWeekend = () => false

  test('a time that the change leaves out is taken as an hour later, never as a day earlier', () => {
    expect(endOf('2026-03-07T07:30:00.000Z', 1, newYork, noWeekend)).toBe('2026-03-08T07:30:00.000Z')
    // In Santiago midnight itself is left out: half past twelve of 5 September is followed by half past one of the 6th.
    expect(endOf('2026-09-05T04:30:00.000Z', 1, 'America/Santiago', noWeekend)).toBe('2026-09-06T04:30:00.000Z')
  })

  test('a time that comes twice is the first of the two', () => {
    expect(endOf('2026-10-31T05:30:00.000Z', 1, newYork, noWeekend)).toBe('2026-11-01T05:30:00.000Z')
  })
})

test('they end on a business day, at least as many calendar days later, and the more the later', () => {
  const at = fc.date({ min: new Date('2025-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  const zone = fc.constantFrom(newYork, 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Auckland', 'America/Santiago', 'UTC')
  fc.assert(
    fc.property(at, fc.integer({ min: 1, max: 100 }), zone, (from, days, timeZone) => {
      const calendar = { timeZone, isDayOff: isDayOffInUs }
      const end = momentAfter(from.toISOString(), { kind: 'business-days', days }, calendar)
      const later = momentAfter(from.toISOString(), { kind: 'business-days', days: days + 1 }, calendar)
      const endsAt = Date.parse(end)
      expect(isDayOffInUs(dateIn(timeZone, new Date(end)))).toBe(false)
      expect(endsAt - from.getTime()).toBeGreaterThanOrEqual((days * 24 - 1) * 3_600_000)
      expect(Date.parse(later)).toBeGreaterThan(endsAt)
    }),
  )
})

test('days off without end end nevertheless', () => {
  expect(Date.parse(endOf('2026-11-02T15:00:00.000Z', 1, newYork, () => true))).toBeGreaterThan(0)
})

test('a weekend need not be Saturday and Sunday', () => {
  const isDayOff = daysOff(['fri', 'sat'], ['2026-11-03'])
  expect(['2026-11-05', '2026-11-06', '2026-11-07', '2026-11-08', '2026-11-03'].map(isDayOff)).toEqual([
    false,
    true,
    true,
    false,
    true,
  ])
})
