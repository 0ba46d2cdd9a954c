import { describe, expect, test } from 'vitest'
import { daysOff } from '../../../../src/domain/calendar/days-off.ts'
import { type SnoozeChoice, snoozeUntil } from '../../../../src/domain/reminders/snooze-until.ts'
import { readSubject, subjectText } from '../../../../src/domain/reminders/subject.ts'

const isQuiet = daysOff(['sat', 'sun'], ['2026-11-26'])

function until(choice: SnoozeChoice, now: string, dueDate: string | null = null, timeZone = 'America/New_York') {
  return snoozeUntil(choice, { now, timeZone, at: '09:00', dueDate, isQuiet })
}

describe('a snooze ends at the time of day at which messages are sent', () => {
  test.each<[string, SnoozeChoice, string, string]>([
    ['tomorrow', 'tomorrow', '2026-11-05T15:00:00.000Z', '2026-11-06T14:00:00.000Z'],
    ['tomorrow, asked on Friday: on Monday', 'tomorrow', '2026-11-06T15:00:00.000Z', '2026-11-09T14:00:00.000Z'],
    ['in three days', '3-days', '2026-11-09T15:00:00.000Z', '2026-11-12T14:00:00.000Z'],
    ['in three days, which is a holiday', '3-days', '2026-11-23T15:00:00.000Z', '2026-11-27T14:00:00.000Z'],
    [
      'late in the evening, when it is tomorrow by UTC',
      'tomorrow',
      '2026-11-06T02:00:00.000Z',
      '2026-11-06T14:00:00.000Z',
    ],
    [
      'over the day on which clocks are put forward',
      'tomorrow',
      '2026-03-06T15:00:00.000Z',
      '2026-03-09T13:00:00.000Z',
    ],
    ['over the day on which they are put back', '3-days', '2026-10-30T15:00:00.000Z', '2026-11-02T14:00:00.000Z'],
  ])('%s', (_what, choice, now, expected) => {
    expect(until(choice, now)).toBe(expected)
  })
})

test('for a person in London it is nine o’clock there', () => {
  expect(until('tomorrow', '2026-11-05T15:00:00.000Z', null, 'Europe/London')).toBe('2026-11-06T09:00:00.000Z')
})

describe('until the due date', () => {
  test('is that day, or the working day before it', () => {
    expect(until('due-date', '2026-11-04T15:00:00.000Z', '2026-11-06')).toBe('2026-11-06T14:00:00.000Z')
    expect(until('due-date', '2026-11-23T15:00:00.000Z', '2026-11-26')).toBe('2026-11-25T14:00:00.000Z')
  })

  test('there is none once it has come, or where nothing is due', () => {
    expect(until('due-date', '2026-11-06T15:00:00.000Z', '2026-11-06')).toBe('no-due-date')
    expect(until('due-date', '2026-11-06T15:00:00.000Z', null)).toBe('no-due-date')
  })
})

test('a subject is read back as it was written, and nothing else is', () => {
  for (const text of [
    'us/period/8ad09e',
    'us/trial-balance/id-9',
    'eu2/request/147',
    'us/calendar',
    'us/approvers/close',
  ]) {
    const subject = readSubject(text)
    expect(subject && subjectText(subject)).toBe(text)
  }
  const wrong = ['', 'us', 'us/period', 'us/calendar/x', 'us/thing/1', 'US/period/1', 'us/period/1/2', 'us/period/a b']
  expect(wrong.map(readSubject)).toEqual(wrong.map(() => undefined))
})
