import { expect, test } from 'vitest'
import { waitsForCalendars } from '../../../../src/domain/reminders/sending/wait-for-calendars.ts'
import { channelOf, sampleReminderFacts } from '../../../support/reminders/sample-reminders.ts'

const message = { isUrgent: false, today: '2026-11-06' }

/** By the clock of New York. */
function waits(at: string, clock: string): boolean {
  return waitsForCalendars(
    message,
    { ...channelOf(sampleReminderFacts()), at },
    new Date(`2026-11-06T${clock}:00-05:00`).toISOString(),
  )
}

test('where Zuora is away, a channel waits for an hour and a half', () => {
  expect([waits('09:00', '10:29'), waits('09:00', '10:30')]).toEqual([true, false])
})

test('it is told before six, from when on nothing is sent: what is due late in the day waits less, or not at all', () => {
  expect([waits('16:30', '17:29'), waits('16:30', '17:30')]).toEqual([true, false])
  expect(waits('17:45', '17:45')).toBe(false)
})
