import { expect, test } from 'vitest'
import type { AccountingPeriod } from '../../../../src/domain/accounting-period.ts'
import type { KeptPeriod } from '../../../../src/domain/calendar/kept-calendar.ts'
import { closeOf } from '../../../../src/domain/home/closes.ts'
import { samplePeriod } from '../../../support/sample-request.ts'

const nobody = { requests: [], filed: [] }

function keptClosed(start: string | null, changes: Partial<KeptPeriod> = {}): KeptPeriod {
  const { trialBalance } = samplePeriod()
  const closed: Partial<AccountingPeriod> = { status: 'Closed', trialBalance: { ...trialBalance, start } }
  const period = { ...samplePeriod(closed), endDate: '2026-10-31' }
  const since = '2026-11-20T15:00:00.000Z'
  return { period, since, was: null, reopenedAt: null, runningSince: null, failedSince: null, ...changes }
}

const daysOf = (kept: KeptPeriod) => closeOf(kept, nobody, 'America/New_York')?.days

test('closed before anybody looked: its final trial balance says on which of the tenant’s days', () => {
  expect(daysOf(keptClosed('2026-11-05 23:59:58'))).toBe(5)
  expect(daysOf(keptClosed('2026-10-31 00:00:01'))).toBe(0)
})

test('without that text nobody knows', () => {
  expect(daysOf(keptClosed(null))).toBeNull()
  expect(daysOf(keptClosed('soon'))).toBeNull()
})

test('a close that was seen to happen is of the day it was seen, in the entity’s zone', () => {
  const seen = { was: 'Open', since: '2026-11-10T03:00:00.000Z' } as const
  expect(daysOf(keptClosed('2026-11-05 12:00:00', seen))).toBe(9)
})
