import { type ShowRemindersPorts, showReminders } from '../../usecases/reminders/show-reminders.ts'
import { type SnoozePorts, snooze } from '../../usecases/reminders/snooze.ts'
import type { Asked } from '../asked.ts'
import type { Message } from '../messages/blocks.ts'
import { remindersReply } from '../messages/reminders/coming-reminders.ts'
import { snoozeReply } from '../messages/reminders/snooze-reply.ts'
import type { EntityLabel } from '../messages/text/words.ts'

export type ReminderResponderPorts = SnoozePorts & ShowRemindersPorts & { replies: { label: EntityLabel } }

/** Who does not want to be reminded of something for a while, or wants to be again. */
export async function respondToSnooze(
  asked: Extract<Asked, { kind: 'snooze' }>,
  ports: ReminderResponderPorts,
): Promise<Message> {
  return snoozeReply(await snooze(asked, ports), ports.replies.label)
}

export async function respondWithReminders(
  asked: Parameters<typeof showReminders>[0],
  ports: ReminderResponderPorts,
): Promise<Message> {
  return remindersReply(await showReminders(asked, ports), ports.replies.label)
}
