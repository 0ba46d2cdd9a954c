/** What the bot could not say for good, and to whom: `where` is the Slack id of a channel or a person. */
export type NotSaid =
  /** `reason`: Slack's own error code. */
  | { kind: 'refused'; where: string; reason: string }
  /** People of another company read along. */
  | { kind: 'shared-outside'; where: string }
  /** Slack does not tell who reads along, with this error code. */
  | { kind: 'not-described'; where: string; reason: string }

/** Tells the person named in the configuration, once, what is not said to others. It throws nothing: those who post go on. */
export type AdminNotices = { tell(notSaid: NotSaid): Promise<void> }
