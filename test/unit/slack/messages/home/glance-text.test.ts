import { expect, test } from 'vitest'
import type { GlancedPeriod } from '../../../../../src/domain/home/glance.ts'
import { glanceLine } from '../../../../../src/slack/messages/home/glance-text.ts'
import { sampleRequest } from '../../../../support/sample-request.ts'
import { openPeriod } from '../reminders/sample-reminders.ts'

const reopened = { at: '2026-11-20T15:00:00.000Z', inZuora: true, reference: 'US-0003' }
const today = '2026-11-21'

function line(changes: Partial<GlancedPeriod>): string {
  const none = { underWay: null, close: null, first: null, reopened: null }
  return glanceLine(
    { period: openPeriod(), name: 'Oct 2026', dueOn: '2026-11-06', overdueBusinessDays: 0, ...none, ...changes },
    today,
  )
}

test('what was closed and is open again says so, and is not late', () => {
  expect(line({ reopened, first: { days: 5 } })).toMatch(
    /^• Oct 2026: Open, reopened in Zuora <!date[^>]+> \(US-0003\); no trial balance yet$/,
  )
})

test('before its due day it says both', () => {
  expect(line({ reopened, first: { days: 5 }, dueOn: '2026-11-25' })).toMatch(
    /, reopened in Zuora <!date[^>]+> \(US-0003\), due Wed 25 Nov 2026; /,
  )
})

test('closed again: both closes are told, and the first one says whether it was late', () => {
  const period = openPeriod({ status: 'Closed', statusText: 'Closed' })
  const close = { by: { kind: 'request', request: sampleRequest() }, days: 21 } as const
  expect(line({ period, close, first: { days: 5 } })).toContain(
    'Closed 21 days after its end by <@U0ALICE> (US-0147), for the first time 5 days after its end; ',
  )
  expect(line({ period, close, first: close })).toContain('(US-0147), late: was due Fri 6 Nov 2026; ')
})

test('right after a close its final trial balance was not seen, which is not that there was none', () => {
  const period = openPeriod({ status: 'Closed', statusText: 'Closed' })
  expect(line({ period })).toMatch(/; final trial balance not seen yet$/)
})
