import type { Filed } from '../../../domain/evidence/filed.ts'
import type { MessageRef } from '../../../domain/request.ts'

/**
 * Tells the entity's channel of what others did in Zuora. Null when Slack refuses it for good, which is logged as an error.
 * Throws `SlackBusy` and `SlackUnavailable`.
 */
export type ExceptionAnnouncer = {
  postException(filed: Filed): Promise<MessageRef | null>
  /** Renders its message as it is now: explained, acknowledged, by whom and when. `where`: another post of it. */
  showException(filed: Filed, where?: MessageRef): Promise<void>
  /** The head of an acknowledged one, by direct message. Whether Slack took it. */
  tellExceptionHead(filed: Filed, person: string): Promise<boolean>
}
