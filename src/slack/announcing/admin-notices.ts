import type { WebClient } from '@slack/web-api'
import { secondsAfter } from '../../domain/calendar/calendar-date.ts'
import type { Log } from '../../usecases/ports/log.ts'
import type { ToldAdmin } from '../../usecases/ports/record/told-admin.ts'
import type { AdminNotices, NotSaid } from '../../usecases/ports/telling/admin-notices.ts'
import { SlackRefused } from '../errors.ts'
import { adminNotice, noticeKey } from '../messages/admin-notice.ts'
import { call } from '../web-client.ts'

/** Whoever claimed it may have died, or Slack may not have taken it: then another may tell it. */
const claimedSeconds = 3600
const toldSeconds = 30 * 86_400

type Options = { admin: string | undefined; told: ToldAdmin; now: () => Date; log: Log }

/**
 * Each channel or person with each reason once in 30 days, whichever functions meet it. By itself, not through the poster:
 * an admin who cannot be told is logged, and is no reason to tell the admin.
 */
export function createAdminNotices(slack: WebClient, { admin, told, now, log }: Options): AdminNotices {
  const tell = async (person: string, notSaid: NotSaid): Promise<void> => {
    const key = noticeKey(notSaid)
    const at = now().toISOString()
    if (!(await told.claim(key, { at, until: secondsAfter(at, claimedSeconds) }))) return
    const { text, blocks } = adminNotice(notSaid)
    await call(() => slack.chat.postMessage({ channel: person, text, blocks }))
    await told.noteTold(key, secondsAfter(at, toldSeconds))
  }
  return {
    async tell(notSaid) {
      if (admin === undefined || admin === notSaid.where) return
      try {
        await tell(admin, notSaid)
      } catch (error) {
        // What was being posted has failed for good already, and whoever posts it goes on without.
        log('admin-not-told', { where: notSaid.where, reason: reasonOf(error) })
      }
    },
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof SlackRefused) return error.reason
  return error instanceof Error ? error.name : 'unknown'
}
