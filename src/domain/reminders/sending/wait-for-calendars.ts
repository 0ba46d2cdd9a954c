import { secondsAfter } from '../../calendar/calendar-date.ts'
import { momentOf } from '../../calendar/wall-clock.ts'
import { type AudienceFacts, dueForSeconds, type ToSend } from '../messages-to-send.ts'

/** It is over while the message is still due, with time for a run or two. */
const longestWaitSeconds = dueForSeconds - 1800

/**
 * Whether a channel's message of the day is held back for an entity whose Zuora does not answer: for an hour and a
 * half from when it is due. What is urgent, and what one person is told, needs no calendar.
 */
export function waitsForCalendars(
  { isUrgent, today }: Pick<ToSend, 'isUrgent' | 'today'>,
  { audience, at, timeZone }: AudienceFacts,
  now: string,
): boolean {
  if (isUrgent || audience.kind === 'person') return false
  const due = momentOf(`${today}T${at}:00.000Z`, timeZone)
  return now < secondsAfter(due, longestWaitSeconds)
}
