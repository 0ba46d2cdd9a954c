import type { WebClient } from '@slack/web-api'
import type { Channel, Channels } from '../usecases/ports/channels.ts'
import { SlackRefused } from './errors.ts'
import { call } from './web-client.ts'

/** Sharing a channel takes people of both companies some minutes; `conversations.info` allows about 50 calls a minute. */
const cachedMs = 180_000

export function createChannels(slack: WebClient, { now }: { now: () => Date }): Channels {
  const cache = new Map<string, { channel: Channel | null; readAt: number }>()
  return {
    async look(id) {
      const known = cache.get(id)
      const at = now().getTime()
      if (known && at - known.readAt < cachedMs) return known.channel
      const channel = await read(slack, id)
      // Whoever invites the bot now is not to wait until this is forgotten.
      if (channel) cache.set(id, { channel, readAt: at })
      return channel
    },
  }
}

async function read(slack: WebClient, id: string): Promise<Channel | null> {
  try {
    const { channel } = await call(() => slack.conversations.info({ channel: id }))
    if (!channel) return null
    return {
      isPublic: channel.is_private !== true && channel.is_im !== true && channel.is_mpim !== true,
      isSharedOutside: channel.is_ext_shared === true || channel.is_pending_ext_shared === true,
    }
  } catch (error) {
    // Posting is refused for the same reason. Anything else (a scope that is missing) leaves open who reads along.
    if (error instanceof SlackRefused && error.reason === 'channel_not_found') return null
    throw error
  }
}
