/** Slack asks to wait (429): nothing was posted. */
export class SlackBusy extends Error {
  override name = 'SlackBusy' as const
}

/** No answer from Slack, or a 5xx: it may or may not have been posted. */
export class SlackUnavailable extends Error {
  override name = 'SlackUnavailable' as const
}

/** Slack says no. `reason` is Slack's own error code, such as `channel_not_found`. */
export class SlackRefused extends Error {
  override name = 'SlackRefused' as const
  readonly reason: string
  constructor(reason: string) {
    super(`Slack answered ${reason}.`)
    this.reason = reason
  }
}
