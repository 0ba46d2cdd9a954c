import { expect, test } from 'vitest'
import type { EntryKind, LogEntry } from '../../../../src/domain/evidence/log.ts'
import { timesTaken } from '../../../../src/domain/evidence/times-taken.ts'

const entry = (time: string, kind: EntryKind, details: LogEntry['details'] = {}): LogEntry => ({
  at: `2026-11-04T${time}:00.000Z`,
  kind,
  by: null,
  details,
})

test('of a close: its own trial balance, and the wait from the first card to the last approval', () => {
  const log = [
    entry('10:00', 'asked'),
    entry('10:01', 'zuora-asked', { what: 'pending-close' }),
    entry('10:05', 'trial-balance-ended', { whose: 'others' }),
    entry('10:21', 'trial-balance-ended', { whose: 'this-request' }),
    entry('10:30', 'approval-asked'),
    entry('10:40', 'approved'),
    entry('11:00', 'approval-asked'),
    entry('11:30', 'approved'),
    entry('11:31', 'zuora-asked', { what: 'close' }),
  ]
  expect(timesTaken(log)).toEqual({ approvalWaitSeconds: 3600, trialBalanceSeconds: 1200 })
})

test('of what had neither', () => {
  expect(timesTaken([entry('10:00', 'asked'), entry('10:01', 'zuora-asked', { what: 'reopen' })])).toEqual({
    approvalWaitSeconds: null,
    trialBalanceSeconds: null,
  })
})
