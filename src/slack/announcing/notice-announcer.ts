import type { NoticeAnnouncer } from '../../usecases/ports/telling/notice-announcer.ts'
import { noticeMessage } from '../messages/announcements/notice.ts'
import type { EntityLabel } from '../messages/text/words.ts'
import type { MayPost } from './may-post.ts'
import type { Poster } from './poster.ts'

type Options = { label: EntityLabel; channelOf: (entity: string) => string; mayPost: MayPost; poster: Poster }

/** Posts notices into the channels of `announceTo`; the entity's own channel is where to ask. */
export function createNoticeAnnouncer({ label, channelOf, mayPost, poster }: Options): NoticeAnnouncer {
  return {
    mayReach: mayPost,
    postNotice: (channel, notice) => poster.post(channel, noticeMessage(notice, label, channelOf(notice.entity))),
  }
}
