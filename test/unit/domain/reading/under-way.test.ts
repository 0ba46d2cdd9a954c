import { expect, test } from 'vitest'
import { underWayByPeriod } from '../../../../src/domain/reading/under-way.ts'
import { sampleRequest } from '../../../support/sample-request.ts'

const of = (id: string | null) => ({ id, name: 'Oct 2026', startDate: '2026-10-01', endDate: '2026-10-31' })

const asking = (given: number) => ({ waits: true, approvals: { given, needed: 2 } })

test.each([
  ['waits for approvers', { status: 'awaiting', approvals: 1, approvalsNeeded: 2 }, asking(1)],
  ['has the approvals it needs', { status: 'awaiting', approvals: 2, approvalsNeeded: 2 }, { waits: false }],
  ['is blocked', { status: 'blocked' }, { waits: true }],
  ['is worked at', { status: 'working' }, { waits: false }],
  ['asks Zuora', { status: 'asking' }, { waits: false }],
] as const)('a request that %s', (_what, changes, expected) => {
  const request = sampleRequest({ number: 2, period: of('oct'), ...changes })
  expect([...underWayByPeriod([request])]).toEqual([['oct', { reference: 'US-0002', ...expected }]])
})

test('what waits for its time says until when; once it has begun, no longer', () => {
  const notBefore = '2026-11-05T23:00:00.000Z'
  const waiting = sampleRequest({ period: of('oct'), status: 'planned', notBefore })
  expect(underWayByPeriod([waiting]).get('oct')).toEqual({ reference: 'US-0147', waits: false, notBefore })
  const begun = { ...waiting, status: 'working' } as const
  expect(underWayByPeriod([begun]).get('oct')).toEqual({ reference: 'US-0147', waits: false })
})

test('what has ended is not under way', () => {
  expect(underWayByPeriod([sampleRequest({ status: 'finished' })]).size).toBe(0)
})

test('of a range, each period that has not ended; the close of one counts before its range', () => {
  const range = ['sep', 'oct', 'nov'].map((periodId, index) => ({
    periodId,
    name: periodId,
    number: index < 2 ? index + 3 : null,
    ended: index === 0 ? ('succeeded' as const) : null,
  }))
  const whole = sampleRequest({ number: 2, action: 'close-range', status: 'following', period: of(null), range })
  const close = sampleRequest({ number: 4, status: 'awaiting', approvals: 0, approvalsNeeded: 2, period: of('oct') })
  const found = underWayByPeriod([close, whole])
  expect(found.get('sep')).toBeUndefined()
  expect(found.get('oct')).toEqual({ reference: 'US-0004', ...asking(0) })
  expect(found.get('nov')).toEqual({ reference: 'US-0002', waits: false })
})
