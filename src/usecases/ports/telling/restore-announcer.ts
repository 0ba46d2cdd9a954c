import type { Filed, RestoreFiled } from '../../../domain/evidence/filed.ts'
import type { MessageRef } from '../../../domain/request.ts'

/**
 * Tells an entity's channel that its register was restored. Null when Slack refuses it for good, which is logged as an error.
 * Throws `SlackBusy` and `SlackUnavailable`.
 */
export type RestoreAnnouncer = {
  postRestored(filed: Filed & { about: RestoreFiled }): Promise<MessageRef | null>
}
