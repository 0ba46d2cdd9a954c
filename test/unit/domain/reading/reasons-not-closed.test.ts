import { expect, test } from 'vitest'
import type { AccountingPeriod, TrialBalance } from '../../../../src/domain/accounting-period.ts'
import type { Scan } from '../../../../src/domain/documents/blockers.ts'
import { isSeenToByTheClose, reasonsNotClosed } from '../../../../src/domain/reading/reasons-not-closed.ts'
import { noTrialBalance, sampleCalendar } from '../../../support/sample-calendar.ts'
import { completed, inError, noneFound } from '../../../support/sample-request.ts'

const entity = { manageFrom: null, childrenOf: {} }
const calendar = sampleCalendar({ closed: 9, open: 3 })

function reasons(name: string, changes: Partial<AccountingPeriod> = {}, scans: readonly Scan[] = noneFound) {
  const found = calendar.find((period) => period.name === name)
  if (!found) throw new Error(`no ${name}`)
  return reasonsNotClosed({ period: { ...found, ...changes }, calendar, entity, today: '2026-11-20' }, scans)
}

const kinds = (...given: Parameters<typeof reasons>) => reasons(...given).map(({ kind }) => kind)

test('one that is ready has none', () => {
  expect(reasons('Oct 2026', { trialBalance: completed })).toEqual([])
})

test('one that is closed has none, whatever its trial balance', () => {
  expect(reasons('Sep 2026', { trialBalance: inError })).toEqual([])
})

test('everything that stands in the way is told at once', () => {
  const scans: Scan[] = [
    { item: 'draft-invoices', kind: 'counted', count: 2, more: false },
    { item: 'draft-payments', kind: 'not-checked', because: 'no permission' },
  ]
  expect(reasons('Nov 2026', {}, scans)).toEqual([
    { kind: 'earlier-not-closed', periods: [{ name: 'Oct 2026', status: 'Open' }] },
    { kind: 'not-ended', endDate: '2026-11-30', today: '2026-11-20' },
    { kind: 'trial-balance-not-begun' },
    { kind: 'required-items', items: [{ item: 'draft-invoices', count: 2, more: false }] },
    { kind: 'not-checked', items: [{ item: 'draft-payments', because: 'no permission' }] },
  ])
})

const queued: TrialBalance = { ...noTrialBalance, statusText: 'Pending' }
const running: TrialBalance = { ...completed, status: 'running', statusText: 'Processing', end: null }

test.each<[string, TrialBalance, string[], boolean]>([
  ['has never run', noTrialBalance, ['trial-balance-not-begun'], true],
  ['is queued, or never ran', queued, ['trial-balance-not-begun'], true],
  ['is running', running, ['trial-balance-running'], false],
  ['ended in Error', inError, ['trial-balance-error'], true],
  ['has a status that is not known', { ...completed, status: 'unknown', statusText: 'Paused' }, [], true],
])('a trial balance that %s', (_what, trialBalance, expected, isReady) => {
  expect(kinds('Oct 2026', { trialBalance })).toEqual(expected)
  expect(reasons('Oct 2026', { trialBalance }).every(isSeenToByTheClose)).toBe(isReady)
})

test('in pending close the trial balance that it has counts: one whose status is not known stands in the way', () => {
  const pending = { status: 'PendingClose', statusText: 'PendingClose' } as const
  const trialBalance = { ...completed, status: 'unknown', statusText: 'Paused' } as const
  expect(reasons('Oct 2026', { ...pending, trialBalance })).toEqual([
    { kind: 'trial-balance-unknown', status: 'Paused' },
  ])
  expect(reasons('Oct 2026', { ...pending, trialBalance }).every(isSeenToByTheClose)).toBe(false)
})

test('of one whose status is not known nothing else is said', () => {
  const changes = { status: 'Unknown', statusText: 'Frozen', trialBalance: inError } as const
  expect(kinds('Nov 2026', changes)).toEqual(['unknown-status', 'earlier-not-closed', 'not-ended'])
})
