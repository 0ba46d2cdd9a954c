import type { Notice, NoticeAbout } from '../domain/announcements/notice.ts'
import { referenceOf } from '../domain/request.ts'

/** One entry of PutEvents. docs/announcements.md has it as programs get it; whoever changes it breaks them. */
export type NoticeEvent = { source: 'closing-bell'; detailType: string; detail: Readonly<Record<string, unknown>> }

const detailTypes = {
  'close-planned': 'Accounting Period Close Planned',
  'plan-cancelled': 'Accounting Period Close Plan Cancelled',
  locked: 'Accounting Period Locked',
  reopened: 'Accounting Period Reopened',
} as const satisfies Record<NoticeAbout['kind'], string>

export function noticeEvent({ entity, key, about }: Notice, label: (entity: string) => string): NoticeEvent {
  const begin = { version: 1, id: key, entity: { key: entity, name: label(entity) } }
  return {
    source: 'closing-bell',
    detailType: detailTypes[about.kind],
    detail: { ...begin, ...detailOf(about) },
  }
}

function detailOf(about: NoticeAbout) {
  switch (about.kind) {
    case 'close-planned':
    case 'plan-cancelled':
      return planDetail(about)
    default:
      return movedDetail(about)
  }
}

function planDetail(about: Extract<NoticeAbout, { kind: 'close-planned' | 'plan-cancelled' }>) {
  const { request, notBefore } = about
  const { id, name, startDate, endDate } = request.period
  return {
    period: { id, name, startDate, endDate },
    notBefore,
    ...(about.kind === 'close-planned' ? { hoursBefore: about.hoursBefore } : {}),
    request: { reference: referenceOf(request), action: request.action },
  }
}

function movedDetail({ period, name, was, since }: Extract<NoticeAbout, { kind: 'locked' | 'reopened' }>) {
  const { id, startDate, endDate, status } = period
  return { period: { id, name, startDate, endDate }, status: { before: was, after: status }, since }
}
