import type { Message } from '../shapes.ts'
import type { StandIn } from '../stand-in.ts'

/** A message as Slack puts it into answers and payloads: without its channel, a thread's parent with its count. */
export const messageAsSent = (standIn: StandIn, message: Message): Record<string, unknown> => {
  const { channel, ...rest } = message
  const replies = standIn.store.messages.replies(channel, message.ts)
  if (replies.length === 0) return rest
  return {
    ...rest,
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: [...new Set(replies.map((reply) => reply.user))],
    latest_reply: replies.at(-1)?.ts,
  }
}
