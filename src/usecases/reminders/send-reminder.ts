import { audienceId } from '../../domain/reminders/audience.ts'
import type { ToSend } from '../../domain/reminders/messages-to-send.ts'
import type { Audience } from '../../domain/reminders/reminder.ts'
import type { MessageRef } from '../../domain/request.ts'
import type { Log } from '../ports/log.ts'
import type { Reminded } from '../ports/record/reminded.ts'
import type { ReminderAnnouncer } from '../ports/telling/reminder-announcer.ts'

export type SendPorts = { reminded: Reminded; reminderAnnouncer: ReminderAnnouncer; now: () => Date; log: Log }

/** `without`: the keys of entities of which nothing is said. */
export type MessageDue = { audience: Audience; message: ToSend; without: readonly string[] }

/**
 * Claims a message, posts it, and notes where it stands: at most once, whatever runs beside it or dies in between. Whether it
 * can be posted at all is asked before: what cannot be posted now is not lost by that. Throws as posting does.
 */
export async function sendReminder(due: MessageDue, ports: SendPorts): Promise<void> {
  const { reminded, reminderAnnouncer, now, log } = ports
  const { audience, message } = due
  const id = audienceId(audience)
  const mayReach = await reminderAnnouncer.mayReach(audience)
  if (!mayReach) log('reminder-not-sent', { audience: id, key: message.key, because: 'not reachable' })
  // A channel can be put in order within the day; a person whom Slack refuses is tried once for each message.
  if (!mayReach && audience.kind === 'channel') return
  const claim = { key: message.key, at: now().toISOString(), reminders: message.told }
  if (!(await reminded.claim(id, claim)) || !mayReach) return
  const posted = await postOrGiveBack(due, claim, ports)
  if (posted) await reminded.notePosted(id, message.key, posted)
}

/** Where Slack asks to wait it took nothing, and the claim is given back. */
async function postOrGiveBack(
  { audience, message, without }: MessageDue,
  claim: { key: string; at: string },
  { reminded, reminderAnnouncer }: SendPorts,
): Promise<MessageRef | null> {
  const { reminders, today, tomorrowAt, despite } = message
  try {
    return await reminderAnnouncer.remind(audience, reminders, { at: claim.at, today, tomorrowAt, despite, without })
  } catch (error) {
    if (error instanceof Error && error.name === 'SlackBusy') await reminded.release(audienceId(audience), claim)
    throw error
  }
}
