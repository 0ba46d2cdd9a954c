import { secondsAfter } from '../../calendar/calendar-date.ts'
import { momentOf } from '../../calendar/wall-clock.ts'
import { type AudienceFacts, dueForSeconds, latestForChannels, type ToSend } from '../messages-to-send.ts'

/** The wait is over while the message can still be sent, with time for a run or two. */
const leftForRunsSeconds = 1800

/**
 * Whether a channel's message of the day is held back for an entity whose Zuora does not answer: for an hour and a
 * half from when it is due, and not into the evening. What is urgent, and what one person is told, needs no calendar.
 */
export function waitsForCalendars(
  { isUrgent, today }: Pick<ToSend, 'isUrgent' | 'today'>,
  { audience, at, timeZone }: AudienceFacts,
  now: string,
): boolean {
  if (isUrgent || audience.kind === 'person') return false
  const momentAt = (time: string) => momentOf(`${today}T${time}:00.000Z`, timeZone)
  const ends = [secondsAfter(momentAt(at), dueForSeconds), momentAt(latestForChannels)]
  return ends.every((end) => now < secondsAfter(end, -leftForRunsSeconds))
}
