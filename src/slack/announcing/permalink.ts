import type { WebClient } from '@slack/web-api'
import type { MessageRef } from '../../domain/request.ts'
import { call } from '../web-client.ts'
import type { Poster } from './poster.ts'

/** The link to a message; null when Slack does not tell. */
export function createLinkTo(slack: WebClient, { unlessRefused }: Pick<Poster, 'unlessRefused'>) {
  return async ({ channel, ts }: MessageRef): Promise<string | null> =>
    unlessRefused(channel, async () => {
      const { permalink } = await call(() => slack.chat.getPermalink({ channel, message_ts: ts }))
      return permalink ?? null
    })
}
