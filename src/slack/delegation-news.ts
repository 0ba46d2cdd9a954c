import type { WebClient } from '@slack/web-api'
import type { TellDelegation } from '../usecases/ports/delegations.ts'
import type { Log } from '../usecases/ports/log.ts'
import { SlackRefused } from './errors.ts'
import type { MayPost } from './may-post.ts'
import { delegationMessage } from './messages/delegations/delegation-news.ts'
import type { EntityLabel } from './messages/text/words.ts'
import { call } from './web-client.ts'

/** Posts who acts for whom into the entity's channel. */
export function createTellDelegation(
  slack: WebClient,
  { label, mayPost, log }: { label: EntityLabel; mayPost: MayPost; log: Log },
): TellDelegation {
  return async (channel, news) => {
    if (!(await mayPost(channel))) return
    const message = delegationMessage(news, label)
    try {
      await call(() => slack.chat.postMessage({ channel, ...message, unfurl_links: false, unfurl_media: false }))
    } catch (error) {
      if (!(error instanceof SlackRefused)) throw error
      log('slack-refused-message', { channel, reason: error.reason })
    }
  }
}
