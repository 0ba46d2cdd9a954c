import type { Log } from '../../usecases/ports/log.ts'
import type { Channel, Channels } from '../../usecases/ports/people/channels.ts'
import type { AdminNotices } from '../../usecases/ports/telling/admin-notices.ts'
import { SlackRefused } from '../errors.ts'

export type MayPost = (channel: string) => Promise<boolean>

/**
 * Whether anything may be posted into a channel: nothing is where people of other companies read along, where Slack does
 * not say who does, or where the bot is not; the admin is told. Direct messages have no such channel; one that Slack does not
 * know refuses what is posted by itself.
 */
export function createMayPost(
  channels: Channels,
  { adminNotices, log }: { adminNotices: AdminNotices; log: Log },
): MayPost {
  const look = async (channel: string): Promise<Channel | null | 'not-described'> => {
    try {
      return await channels.look(channel)
    } catch (error) {
      if (!(error instanceof SlackRefused)) throw error
      log('channel-not-described', { channel, reason: error.reason })
      await adminNotices.tell({ kind: 'not-described', where: channel, reason: error.reason })
      return 'not-described'
    }
  }

  return async (channel) => {
    if (!/^[CG]/.test(channel)) return true
    const found = await look(channel)
    if (found === 'not-described') return false
    if (found?.isSharedOutside) {
      log('channel-shared-outside', { channel })
      await adminNotices.tell({ kind: 'shared-outside', where: channel })
      return false
    }
    if (found?.isMember !== false) return true
    log('channel-without-bot', { channel })
    await adminNotices.tell({ kind: 'refused', where: channel, reason: 'not_in_channel' })
    return false
  }
}
