/** Messages from Slack that were answered, so that one delivered twice is answered once. */
export type AnsweredMessages = {
  has(messageId: string): Promise<boolean>
  add(messageId: string): Promise<void>
  /** True once for each message, whatever runs twice: for what must rather not happen than happen again. */
  claimOnce(messageId: string): Promise<boolean>
}
