import { SlackRefused } from './errors.ts'
import type { Message } from './messages/blocks.ts'

/** Slack says nowhere how long the blocks of a message may be. Where they are too long for it, the text says what matters. */
export async function orTextAlone<T>(message: Message, send: (message: Message) => Promise<T>): Promise<T> {
  try {
    return await send(message)
  } catch (error) {
    if (!(error instanceof SlackRefused) || error.reason !== 'msg_blocks_too_long') throw error
    return send({ text: message.text, blocks: [] })
  }
}
