import type { SnoozeAnnouncer } from '../../usecases/ports/telling/snooze-announcer.ts'
import { snoozeNews } from '../messages/reminders/snooze-reply.ts'
import type { EntityLabel } from '../messages/text/words.ts'
import type { Poster } from './poster.ts'

type Options = { label: EntityLabel; poster: Poster }

/** Tells in the thread of a reminder that it was snoozed. */
export function createSnoozeAnnouncer({ label, poster }: Options): SnoozeAnnouncer {
  return { tellSnooze: ({ channel, ts }, told) => poster.post(channel, snoozeNews(told, label), ts) }
}
