import type { Notice } from '../../src/domain/announcements/notice.ts'
import { samplePeriod, sampleRequest } from './sample-request.ts'

const since = '2026-11-05T23:04:11.000Z'
const planned = '2026-11-05T23:00:00.000Z'

/** A notice of Oct 2026 in the entity `us`. */
export function sampleNotice(kind: Notice['about']['kind'], changes: { name?: string } = {}): Notice {
  const { name = 'Oct 2026' } = changes
  const id = '402892c74c9193cd014c96bbe7c101f8'
  if (kind === 'close-planned' || kind === 'plan-cancelled') {
    const period = { id, name, startDate: '2026-10-01', endDate: '2026-10-31' }
    const request = sampleRequest({ status: 'planned', notBefore: planned, period })
    if (kind === 'plan-cancelled') {
      const from = '2026-11-05T12:00:00.000Z'
      const about = { kind, request, notBefore: planned, by: 'U0ALICE' } as const
      return { entity: 'us', key: 'us/request/147 cancelled', from, until: '2026-11-06T12:00:00.000Z', about }
    }
    return {
      entity: 'us',
      key: 'us/request/147 24h',
      from: '2026-11-04T23:00:00.000Z',
      until: '2026-11-05T22:00:00.000Z',
      about: { kind, request, notBefore: planned, hoursBefore: 24 },
    }
  }
  const [was, status] = kind === 'locked' ? (['Open', 'PendingClose'] as const) : (['Closed', 'Open'] as const)
  const period = { ...samplePeriod({ id, name, status, statusText: status }), endDate: '2026-10-31' }
  return {
    entity: 'us',
    key: `us/period/${id} ${status} ${since}`,
    from: since,
    until: '2026-11-06T23:04:11.000Z',
    about: { kind, period, name, was, since },
  }
}
