import type { Notice } from '../../../domain/announcements/notice.ts'
import type { MessageRef } from '../../../domain/request.ts'

/** Tells people in other channels. Throws `SlackBusy` and `SlackUnavailable`. */
export type NoticeAnnouncer = {
  /** Whether anything may be posted there now. */
  mayReach(channel: string): Promise<boolean>
  /** Null when Slack refuses it for good, which is logged as an error. */
  postNotice(channel: string, notice: Notice): Promise<MessageRef | null>
}
