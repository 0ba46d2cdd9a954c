import type { SubjectNamed } from '../../../domain/reminders/subject-name.ts'
import type { Snooze } from '../../../domain/reminders/told.ts'
import type { MessageRef } from '../../../domain/request.ts'

/** `isEnded`: by whom and when it was set is who ended it, and when. */
export type SnoozeTold = { about: SubjectNamed; snooze: Snooze; isEnded: boolean }

/** Throws `SlackBusy` and `SlackUnavailable`. */
export type SnoozeAnnouncer = {
  /** In the thread of a message. Null when Slack refuses it for good, which is logged as an error. */
  tellSnooze(below: MessageRef, told: SnoozeTold): Promise<MessageRef | null>
}
