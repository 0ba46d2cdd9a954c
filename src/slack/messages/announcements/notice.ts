import type { Notice, NoticeAbout } from '../../../domain/announcements/notice.ts'
import { type Request, referenceOf } from '../../../domain/request.ts'
import { type Message, message } from '../blocks.ts'
import { dayAndMonth, escaped, mention, moment } from '../text/mrkdwn.ts'
import { inStatus } from '../text/waiting-text.ts'
import type { EntityLabel } from '../text/words.ts'

type About<Kind extends NoticeAbout['kind']> = Extract<NoticeAbout, { kind: Kind }>

/** To those who post into a period: what becomes of it, from when, what that means for them, and where to ask. */
export function noticeMessage({ entity, about }: Notice, label: EntityLabel, channel: string): Message {
  const name = escaped(label(entity))
  return message(`${noticeText(about, name)} Questions: <#${channel}>.`)
}

function noticeText(about: NoticeAbout, entity: string): string {
  switch (about.kind) {
    case 'close-planned':
      return plannedText(about, entity)
    case 'plan-cancelled':
      return cancelledText(about, entity)
    default:
      return movedText(about, entity)
  }
}

/** Who planned with the day on which it would lock must not keep to it. */
function cancelledText({ request, notBefore, by }: About<'plan-cancelled'>, entity: string): string {
  const name = escaped(request.period.name)
  const what = request.action === 'pending-close' ? 'set to pending close' : 'closed'
  const why = by === null ? `${referenceOf(request)} ended` : `${mention(by)} cancelled ${referenceOf(request)}`
  return `${name} (${entity}) is not going to be ${what} as planned for ${moment(notBefore)}: ${why} before Zuora was asked for anything. It stays as it is until somebody asks again.`
}

function plannedText({ request, notBefore, hoursBefore }: About<'close-planned'>, entity: string): string {
  const soon = hoursBefore === 1 ? 'is about to be' : 'is planned to be'
  const what = request.action === 'pending-close' ? 'set to pending close' : 'closed, beginning with pending close'
  return [
    `${escaped(request.period.name)} (${entity}) ${soon} ${what}, not before ${moment(notBefore)}: ${mention(request.requester.id)} asked for it (${referenceOf(request)}).`,
    `Until then post or cancel drafts dated ${datesOf(request.period)}; afterwards people without Manage Close Process cannot post to it.`,
    'Should the plan be cancelled, it is said here.',
  ].join(' ')
}

function movedText({ period, name, was, since }: About<'locked' | 'reopened'>, entity: string): string {
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
