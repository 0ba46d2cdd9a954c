import type { Filed, PolicyFiled } from '../../../domain/evidence/filed.ts'
import type { MessageRef } from '../../../domain/request.ts'

/**
 * Tells an entity's channel that its policy has changed. Null when Slack refuses it for good, which is logged as an error.
 * Throws `SlackBusy` and `SlackUnavailable`.
 */
export type PolicyAnnouncer = {
  postPolicyChange(filed: Filed & { about: PolicyFiled }): Promise<MessageRef | null>
}
