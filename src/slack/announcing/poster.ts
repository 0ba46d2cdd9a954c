import type { WebClient } from '@slack/web-api'
import type { MessageRef } from '../../domain/request.ts'
import type { Log } from '../../usecases/ports/log.ts'
import { SlackRefused } from '../errors.ts'
import type { Message } from '../messages/blocks.ts'
import { call } from '../web-client.ts'
import type { MayPost } from './may-post.ts'

export type Poster = {
  post(channel: string, message: Message, thread?: string): Promise<MessageRef | null>
  /** Into the bot's direct messages with a person. */
  postDirectly(person: string, message: Message): Promise<MessageRef | null>
  update(where: MessageRef, message: Message): Promise<MessageRef | null>
  unlessRefused<T>(channel: string, ask: () => Promise<T>): Promise<T | null>
}

/**
 * Posts messages, and shows them anew, where nobody of another company reads along. Null where something may not be posted,
 * or Slack refuses it for good, which is logged as an error.
 */
export function createPoster(slack: WebClient, { mayPost, log }: { mayPost: MayPost; log: Log }): Poster {
  const unlessRefused = async <T>(channel: string, ask: () => Promise<T>): Promise<T | null> => {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof SlackRefused)) throw error
      log('slack-refused-message', { channel, reason: error.reason })
      return null
    }
  }

  const post: Poster['post'] = (channel, message, thread) =>
    unlessRefused(channel, async () => {
      if (!(await mayPost(channel))) return null
      const threading = thread === undefined ? {} : { thread_ts: thread }
      const posted = await call(() =>
        slack.chat.postMessage({ channel, ...message, ...threading, unfurl_links: false, unfurl_media: false }),
      )
      return { channel: posted.channel ?? channel, ts: posted.ts ?? '' }
    })

  /** The channel of the bot's direct messages with a person; Slack also takes the person's id in its place. */
  const directChannel = async (person: string): Promise<string> => {
    const opened = await unlessRefused(person, () => call(() => slack.conversations.open({ users: person })))
    return opened?.channel?.id ?? person
  }

  return {
    unlessRefused,
    post,
    postDirectly: async (person, message) => post(await directChannel(person), message),
    update: ({ channel, ts }, message) =>
      unlessRefused(channel, async () => {
        if (!(await mayPost(channel))) return null
        await call(() => slack.chat.update({ channel, ts, ...message }))
        return { channel, ts }
      }),
  }
}
