import type { WebClient } from '@slack/web-api'
import type { MessageRef } from '../../domain/request.ts'
import type { Log } from '../../usecases/ports/log.ts'
import type { AdminNotices } from '../../usecases/ports/telling/admin-notices.ts'
import { SlackRefused } from '../errors.ts'
import { isAboutChannel, isAboutPerson } from '../messages/admin-notice.ts'
import type { Message } from '../messages/blocks.ts'
import { orTextAlone } from '../or-text-alone.ts'
import { call } from '../web-client.ts'
import type { MayPost } from './may-post.ts'

export type Poster = {
  post(channel: string, message: Message, thread?: string): Promise<MessageRef | null>
  /** Into the bot's direct messages with a person. */
  postDirectly(person: string, message: Message): Promise<MessageRef | null>
  /** Whether Slack opens direct messages with a person: before something that is said once only. */
  mayWriteTo(person: string): Promise<boolean>
  update(where: MessageRef, message: Message): Promise<MessageRef | null>
  unlessRefused<T>(channel: string, ask: () => Promise<T>): Promise<T | null>
}

type PosterOptions = { mayPost: MayPost; adminNotices: AdminNotices; log: Log }

type Posted = { message: MessageRef | null } | { refused: string }

/**
 * Posts messages, and shows them anew, where nobody of another company reads along. Null where something may not be posted,
 * or Slack refuses it for good, which is logged as an error and told to the admin.
 */
export function createPoster(slack: WebClient, { mayPost, adminNotices, log }: PosterOptions): Poster {
  const orRefused = async <T>(channel: string, ask: () => Promise<T>): Promise<{ done: T } | { refused: string }> => {
    try {
      return { done: await ask() }
    } catch (error) {
      if (!(error instanceof SlackRefused)) throw error
      log('slack-refused-message', { channel, reason: error.reason })
      return { refused: error.reason }
    }
  }

  const send = async (channel: string, message: Message, thread?: string): Promise<Posted> => {
    const sent = await orRefused(channel, async () => {
      if (!(await mayPost(channel))) return null
      const threading = thread === undefined ? {} : { thread_ts: thread }
      const posted = await orTextAlone(message, (said) =>
        call(() =>
          slack.chat.postMessage({ channel, ...said, ...threading, unfurl_links: false, unfurl_media: false }),
        ),
      )
      return { channel: posted.channel ?? channel, ts: posted.ts ?? '' }
    })
    return 'done' in sent ? { message: sent.done } : sent
  }

  const tellRefused = (where: string, reason: string) => adminNotices.tell({ kind: 'refused', where, reason })

  const openWith = (person: string) => orRefused(person, () => call(() => slack.conversations.open({ users: person })))

  return {
    async unlessRefused(channel, ask) {
      const asked = await orRefused(channel, ask)
      return 'done' in asked ? asked.done : null
    },

    async post(channel, message, thread) {
      const posted = await send(channel, message, thread)
      if ('message' in posted) return posted.message
      if (isChannel(channel)) await tellRefused(channel, posted.refused)
      return null
    },

    /** Slack also takes the id of a person in the place of the channel of the bot's direct messages with them. */
    async postDirectly(person, message) {
      const opened = await openWith(person)
      if ('refused' in opened && isAboutPerson(opened.refused)) {
        await tellRefused(person, opened.refused)
        return null
      }
      const channel = 'done' in opened ? opened.done.channel?.id : undefined
      const posted = await send(channel ?? person, message)
      if ('message' in posted) return posted.message
      await tellRefused(person, 'refused' in opened ? opened.refused : posted.refused)
      return null
    },

    async mayWriteTo(person) {
      const opened = await openWith(person)
      if ('done' in opened) return true
      await tellRefused(person, opened.refused)
      return false
    },

    async update({ channel, ts }, message) {
      const shown = await orRefused(channel, async () => {
        if (!(await mayPost(channel))) return null
        await orTextAlone(message, (said) => call(() => slack.chat.update({ channel, ts, ...said })))
        return { channel, ts }
      })
      if ('done' in shown) return shown.done
      if (isChannel(channel) && isAboutChannel(shown.refused)) await tellRefused(channel, shown.refused)
      return null
    },
  }
}

function isChannel(id: string): boolean {
  return /^[CG]/.test(id)
}
