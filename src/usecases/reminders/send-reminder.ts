import { audienceId } from '../../domain/reminders/audience.ts'
import type { ToSend } from '../../domain/reminders/messages-to-send.ts'
import type { Audience } from '../../domain/reminders/reminder.ts'
import type { Log } from '../ports/log.ts'
import type { Reminded } from '../ports/record/reminded.ts'
import type { ReminderAnnouncer } from '../ports/telling/reminder-announcer.ts'
import { sayOnce } from './say-once.ts'

export type SendPorts = { reminded: Reminded; reminderAnnouncer: ReminderAnnouncer; now: () => Date; log: Log }

/** `without`: the keys of entities of which nothing is said. */
export type MessageDue = { audience: Audience; message: ToSend; without: readonly string[] }

/**
 * Sends a message at most once. Whether it can be posted at all is asked before it is claimed: what cannot be posted now is not
 * lost by that. Throws as posting does.
 */
export async function sendReminder({ audience, message, without }: MessageDue, ports: SendPorts): Promise<void> {
  const { reminded, reminderAnnouncer, now, log } = ports
  const id = audienceId(audience)
  const mayReach = await reminderAnnouncer.mayReach(audience)
  if (!mayReach) log('reminder-not-sent', { audience: id, key: message.key, because: 'not reachable' })
  // A channel can be put in order within the day; a person whom Slack refuses is tried once for each message.
  if (!mayReach && audience.kind === 'channel') return
  const { reminders, today, tomorrowAt, despite } = message
  const at = now().toISOString()
  const post = async () =>
    mayReach ? reminderAnnouncer.remind(audience, reminders, { at, today, tomorrowAt, despite, without }) : null
  await sayOnce(id, { key: message.key, at, reminders: message.told }, { reminded, post })
}
