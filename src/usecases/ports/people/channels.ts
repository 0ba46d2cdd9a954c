/** A channel as Slack describes it; null where Slack does not know it, or does not tell the bot. */
export type Channel = {
  isPublic: boolean
  /** Whether the bot may post there. */
  isMember: boolean
  /** People of other companies are in it, or were invited. */
  isSharedOutside: boolean
}

export type Channels = {
  /** Throws `SlackBusy` and `SlackUnavailable`. */
  look(channel: string): Promise<Channel | null>
}
