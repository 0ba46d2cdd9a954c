import type { Context } from '@slack/bolt'

/** What the receiver made of the delivery's bytes. */
export function messageIdOf(context: Context): string {
  if (typeof context.messageId !== 'string') throw new TypeError('The receiver gave no message id.')
  return context.messageId
}
