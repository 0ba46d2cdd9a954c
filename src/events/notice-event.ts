import type { Notice, NoticeAbout } from '../domain/announcements/notice.ts'
import { referenceOf } from '../domain/request.ts'

/** One entry of PutEvents. docs/announcements.md has it as programs get it; whoever changes it breaks them. */
export type NoticeEvent = { source: 'closing-bell'; detailType: string; detail: Readonly<Record<string, unknown>> }

const detailTypes = {
  'close-planned': 'Accounting Period Close Planned',
  locked: 'Accounting Period Locked',
  reopened: 'Accounting Period Reopened',
} as const satisfies Record<NoticeAbout['kind'], string>

export function noticeEvent({ entity, key, about }: Notice, label: (entity: string) => string): NoticeEvent {
  const begin = { version: 1, id: key, entity: { key: entity, name: label(entity) } }
  return {
    source: 'closing-bell',
    detailType: detailTypes[about.kind],
    detail: { ...begin, ...(about.kind === 'close-planned' ? plannedDetail(about) : movedDetail(about)) },
  }
}

function plannedDetail({ request, notBefore, hoursBefore }: Extract<NoticeAbout, { kind: 'close-planned' }>) {
  const { id, name, startDate, endDate } = request.period
  return {
    period: { id, name, startDate, endDate },
    notBefore,
    hoursBefore,
    request: { reference: referenceOf(request), action: request.action },
  }
}

function movedDetail({ period, name, was, since }: Exclude<NoticeAbout, { kind: 'close-planned' }>) {
  const { id, startDate, endDate, status } = period
  return { period: { id, name, startDate, endDate }, status: { before: was, after: status }, since }
}
