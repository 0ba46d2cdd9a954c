import type { Channel, Channels } from '../../usecases/ports/people/channels.ts'
import { isSharedOutside, type Lookups } from './lookups.ts'

/** Sharing a channel takes people of both companies some minutes; `conversations.info` allows about 50 calls a minute. */
const cachedMs = 180_000

export function createChannels(lookups: Pick<Lookups, 'channel'>, { now }: { now: () => Date }): Channels {
  const cache = new Map<string, { channel: Channel | null; readAt: number }>()
  return {
    async look(id) {
      const known = cache.get(id)
      const at = now().getTime()
      if (known && at - known.readAt < cachedMs) return known.channel
      const channel = await read(lookups, id)
      // Whoever invites the bot now is not to wait until this is forgotten.
      if (channel?.isMember) cache.set(id, { channel, readAt: at })
      return channel
    },
  }
}

/** Of a channel that Slack does not know, posting is refused too. Anything else (a scope that is missing) leaves open who reads along. */
async function read(lookups: Pick<Lookups, 'channel'>, id: string): Promise<Channel | null> {
  const channel = await lookups.channel(id)
  if (!channel) return null
  return {
    isPublic: channel.is_private !== true && channel.is_im !== true && channel.is_mpim !== true,
    isMember: channel.is_member !== false,
    isSharedOutside: isSharedOutside(channel),
  }
}
