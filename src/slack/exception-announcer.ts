import type { WebClient } from '@slack/web-api'
import { isException } from '../domain/reconcile/exceptions.ts'
import type { ExceptionAnnouncer } from '../usecases/ports/exception-announcer.ts'
import type { Log } from '../usecases/ports/log.ts'
import { SlackRefused } from './errors.ts'
import type { MayPost } from './may-post.ts'
import { exceptionMessage } from './messages/exceptions/exception.ts'
import type { EntityLabel } from './messages/text/words.ts'
import { call } from './web-client.ts'

type Options = { label: EntityLabel; channelOf: (entity: string) => string; mayPost: MayPost; log: Log }

/** Posts exceptions into the channel of their entity, and renders them again. What Slack refuses for good is logged as an error. */
export function createExceptionAnnouncer(
  slack: WebClient,
  { label, channelOf, mayPost, log }: Options,
): ExceptionAnnouncer {
  const unlessRefused = async <T>(channel: string, tell: () => Promise<T>): Promise<T | null> => {
    try {
      return (await mayPost(channel)) ? await tell() : null
    } catch (error) {
      if (!(error instanceof SlackRefused)) throw error
      log('slack-refused-message', { channel, reason: error.reason })
      return null
    }
  }

  return {
    async postException(filed) {
      if (!isException(filed)) return null
      const channel = channelOf(filed.entity)
      const message = exceptionMessage(filed, label)
      return unlessRefused(channel, async () => {
        const posted = await call(() =>
          slack.chat.postMessage({ channel, ...message, unfurl_links: false, unfurl_media: false }),
        )
        return { channel: posted.channel ?? channel, ts: posted.ts ?? '' }
      })
    },
    async showException(filed) {
      if (!isException(filed) || !filed.about.message) return
      const { channel, ts } = filed.about.message
      await unlessRefused(channel, () =>
        call(() => slack.chat.update({ channel, ts, ...exceptionMessage(filed, label) })),
      )
    },
  }
}
