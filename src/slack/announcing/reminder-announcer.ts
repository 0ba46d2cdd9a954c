import type { WebClient } from '@slack/web-api'
import type { Reminder } from '../../domain/reminders/reminder.ts'
import type { Request } from '../../domain/request.ts'
import type { ReminderAnnouncer } from '../../usecases/ports/telling/reminder-announcer.ts'
import { reminderMessage } from '../messages/reminders/reminder.ts'
import type { ToSay } from '../messages/reminders/reminder-context.ts'
import type { EntityLabel } from '../messages/text/words.ts'
import type { MayPost } from './may-post.ts'
import { createLinkTo } from './permalink.ts'
import type { Poster } from './poster.ts'

type Options = {
  label: EntityLabel
  /** Who may decide on a request now and has not. */
  undecided: (request: Request) => Promise<readonly string[]>
  mayPost: MayPost
  poster: Poster
}

/** Posts reminders into a channel or to a person. */
export function createReminderAnnouncer(
  slack: WebClient,
  { label, undecided, mayPost, poster }: Options,
): ReminderAnnouncer {
  const linkTo = createLinkTo(slack, poster)

  /** A reminder is worth sending without them: it is said once, and this look at Slack may fail. */
  const toSay = async (reminder: Reminder): Promise<ToSay> => {
    if (reminder.about.kind !== 'approval') return { reminder, undecided: null, link: null }
    const { request } = reminder.about
    const link = request.card ? await linkTo(request.card).catch(() => null) : null
    return { reminder, undecided: await undecided(request).catch(() => null), link }
  }

  return {
    async mayReach(audience) {
      return audience.kind === 'channel' ? mayPost(audience.channel) : poster.mayWriteTo(audience.id)
    },
    async remind(audience, reminders, sending) {
      const message = reminderMessage(await Promise.all(reminders.map(toSay)), { audience, sending, label })
      return audience.kind === 'channel'
        ? poster.post(audience.channel, message)
        : poster.postDirectly(audience.id, message)
    },
  }
}
