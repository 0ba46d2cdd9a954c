import type { WebClient } from '@slack/web-api'
import type { Log } from '../usecases/ports/log.ts'
import type { PolicyAnnouncer } from '../usecases/ports/policy-announcer.ts'
import { SlackRefused } from './errors.ts'
import type { MayPost } from './may-post.ts'
import { policyChangeMessage } from './messages/policy-change.ts'
import type { EntityLabel } from './messages/text/words.ts'
import { call } from './web-client.ts'

type Options = { label: EntityLabel; channelOf: (entity: string) => string; mayPost: MayPost; log: Log }

export function createPolicyAnnouncer(slack: WebClient, { label, channelOf, mayPost, log }: Options): PolicyAnnouncer {
  return {
    async postPolicyChange(filed) {
      const channel = channelOf(filed.entity)
      if (!(await mayPost(channel))) return null
      const message = policyChangeMessage(filed, label)
      try {
        const posted = await call(() =>
          slack.chat.postMessage({ channel, ...message, unfurl_links: false, unfurl_media: false }),
        )
        return { channel: posted.channel ?? channel, ts: posted.ts ?? '' }
      } catch (error) {
        if (!(error instanceof SlackRefused)) throw error
        log('slack-refused-message', { channel, reason: error.reason })
        return null
      }
    },
  }
}
