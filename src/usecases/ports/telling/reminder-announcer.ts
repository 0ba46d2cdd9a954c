import type { Audience, Reminder } from '../../../domain/reminders/reminder.ts'
import type { MessageRef } from '../../../domain/request.ts'

/**
 * When it is sent: ISO; the audience's own date; when (ISO) messages are sent on the next; what is quiet then and was not heeded, because it is urgent. `without`: the
 * keys of entities of which nothing is said, because their Zuora has not answered for long.
 */
export type Sending = {
  at: string
  today: string
  tomorrowAt: string
  despite: 'quiet-hours' | 'quiet-day' | null
  without: readonly string[]
}

/** Throws `SlackBusy` and `SlackUnavailable`. */
export type ReminderAnnouncer = {
  /** Whether the audience can be posted to at all: asked before a message is claimed. */
  mayReach(audience: Audience): Promise<boolean>
  /** One message with all of them, in their order. Null when Slack refuses it for good, which is logged as an error. */
  remind(audience: Audience, reminders: readonly Reminder[], sending: Sending): Promise<MessageRef | null>
}
