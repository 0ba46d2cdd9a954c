import { createHash } from 'node:crypto'
import type { Context } from '@slack/bolt'

/** What the receiver made of the delivery's bytes. */
export function messageIdOf(context: Context): string {
  if (typeof context.messageId !== 'string') throw new TypeError('The receiver gave no message id.')
  return context.messageId
}

/** The same modal with the same values is the same message, also when its button was pressed twice. */
export function submissionIdOf(viewId: string, values: object): string {
  return createHash('sha256')
    .update(JSON.stringify([viewId, values]))
    .digest('hex')
    .slice(0, 32)
}
