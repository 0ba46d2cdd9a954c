import { audienceId } from '../../domain/reminders/audience.ts'
import type { ToSend } from '../../domain/reminders/messages-to-send.ts'
import type { Audience } from '../../domain/reminders/reminder.ts'
import type { MessageRef } from '../../domain/request.ts'
import type { Reminded } from '../ports/record/reminded.ts'
import type { ReminderAnnouncer } from '../ports/telling/reminder-announcer.ts'

export type SendPorts = { reminded: Reminded; reminderAnnouncer: ReminderAnnouncer; now: () => Date }

/** `without`: the keys of entities of which nothing is said. */
export type MessageDue = { audience: Audience; message: ToSend; without: readonly string[] }

/**
 * Claims a message, posts it, and notes where it stands: at most once, whatever runs beside it or dies in between. Where Slack
 * asks to wait it took nothing, and the claim is given back. Throws as posting does.
 */
export async function sendReminder(due: MessageDue, ports: SendPorts): Promise<'sent' | 'not-sent'> {
  const { reminded, now } = ports
  const { key, told } = due.message
  const id = audienceId(due.audience)
  const claim = { key, at: now().toISOString(), reminders: told }
  if (!(await reminded.claim(id, claim))) return 'not-sent'
  const message = await postOrGiveBack(due, claim, ports)
  if (!message) return 'not-sent'
  await reminded.notePosted(id, key, message)
  return 'sent'
}

async function postOrGiveBack(
  { audience, message, without }: MessageDue,
  claim: { key: string; at: string },
  { reminded, reminderAnnouncer }: SendPorts,
): Promise<MessageRef | null> {
  const { reminders, today, despite } = message
  try {
    return await reminderAnnouncer.remind(audience, reminders, { at: claim.at, today, despite, without })
  } catch (error) {
    if (error instanceof Error && error.name === 'SlackBusy') await reminded.release(audienceId(audience), claim)
    throw error
  }
}
