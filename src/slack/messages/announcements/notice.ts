import type { Notice, NoticeAbout } from '../../../domain/announcements/notice.ts'
import { type Request, referenceOf } from '../../../domain/request.ts'
import { type Message, message } from '../blocks.ts'
import { dayAndMonth, escaped, mention, moment } from '../text/mrkdwn.ts'
import { inStatus } from '../text/waiting-text.ts'
import type { EntityLabel } from '../text/words.ts'

type Moved = Exclude<NoticeAbout, { kind: 'close-planned' }>

/** To those who post into a period: what becomes of it, from when, what that means for them, and where to ask. */
export function noticeMessage({ entity, about }: Notice, label: EntityLabel, channel: string): Message {
  const name = escaped(label(entity))
  const text = about.kind === 'close-planned' ? plannedText(about, name) : movedText(about, name)
  return message(`${text} Questions: <#${channel}>.`)
}

function plannedText(
  { request, notBefore, hoursBefore }: Extract<NoticeAbout, { kind: 'close-planned' }>,
  entity: string,
): string {
  const soon = hoursBefore === 1 ? 'is about to be' : 'is planned to be'
  const what = request.action === 'pending-close' ? 'set to pending close' : 'closed, beginning with pending close'
  return [
    `${escaped(request.period.name)} (${entity}) ${soon} ${what}, not before ${moment(notBefore)}: ${mention(request.requester.id)} asked for it (${referenceOf(request)}).`,
    `Until then post or cancel drafts dated ${datesOf(request.period)}; afterwards people without Manage Close Process cannot post to it.`,
    'Should the plan be cancelled, it stays as it is.',
  ].join(' ')
}

function movedText({ period, name, was, since }: Moved, entity: string): string {
  const about = `${escaped(name)} (${entity})`
  const before = `seen ${moment(since)}; before that it was ${inStatus(was)}`
  const dates = datesOf(period)
  if (period.status === 'Open') {
    return `${about} is Open again, ${before}. It can be posted to again, so what was reported for ${dates} can change.`
  }
  return period.status === 'Closed'
    ? `${about} is Closed, ${before}. Nobody can post to it any more: what comes late has to be dated in an open period.`
    : `${about} is in Pending Close, ${before}. People without Manage Close Process cannot post to it any more, nor change what is dated ${dates}.`
}

function datesOf({ startDate, endDate }: Pick<Request['period'], 'startDate' | 'endDate'>): string {
  return `${dayAndMonth(startDate)} to ${dayAndMonth(endDate)}`
}
