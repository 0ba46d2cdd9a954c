import { describe, expect, test } from 'vitest'
import type { Scan } from '../../../src/domain/documents/blockers.ts'
import { changesSince, takeSnapshot } from '../../../src/domain/snapshot.ts'
import { completed, noneFound, samplePeriod } from '../../support/sample-request.ts'
import { failedFrom, runningSince } from '../../support/trial-balances.ts'

const period = samplePeriod()
const seen = takeSnapshot(period, noneFound)

function changedTo(changes: Parameters<typeof samplePeriod>[0], scans: readonly Scan[] = noneFound) {
  return changesSince(seen, takeSnapshot(samplePeriod(changes), scans)).map(({ was, is }) => `${was} → ${is}`)
}

function scansWith(scan: Scan): Scan[] {
  return noneFound.map((other) => (other.item === scan.item ? scan : other))
}

describe('approvers agree to', () => {
  test('the status and the dates of the period', () => {
    expect(changedTo({ statusText: 'Open' })).toEqual(['PendingClose → Open'])
    expect(changedTo({ startDate: '2026-09-30' })).toEqual(['2026-10-01 → 2026-09-30'])
    expect(changedTo({ endDate: null })).toEqual(['2026-10-31 → none'])
  })

  test('this trial balance: one that runs again is another, although it may end the same way', () => {
    expect(changedTo({ trialBalance: { ...completed, start: '2026-11-03 10:00:00' } })).toHaveLength(1)
    expect(changedTo({ trialBalance: { ...completed, end: '2026-11-02 08:13:00' } })).toHaveLength(1)
    expect(changedTo({ trialBalance: runningSince('2026-11-03 10:00:00') })).toHaveLength(1)
    expect(changedTo({ trialBalance: failedFrom('2026-11-02 08:00:00', null) })).toHaveLength(1)
  })

  test('what blocks it, by count', () => {
    const five = scansWith({ item: 'draft-invoices', kind: 'counted', count: 5, more: false })
    expect(changesSince(seen, takeSnapshot(period, five))).toEqual([{ what: 'draft invoices', was: '0', is: '5' }])
    const many = scansWith({ item: 'draft-invoices', kind: 'counted', count: 5, more: true })
    expect(changesSince(takeSnapshot(period, five), takeSnapshot(period, many))).toHaveLength(1)
  })
})

describe('approvers do not mind', () => {
  test('notes, fiscal year, or who touched the period last', () => {
    expect(changedTo({ notes: 'reviewed', updatedBy: 'another', updatedOn: 'later', fiscalYear: 2027 })).toEqual([])
  })

  test('a scan that could not be made: an outage is no change', () => {
    const unchecked = scansWith({ item: 'draft-invoices', kind: 'not-checked', because: 'time-out' })
    expect(changedTo({}, unchecked)).toEqual([])
    expect(changesSince(takeSnapshot(period, unchecked), seen)).toEqual([])
  })
})

test('nothing changed since a moment ago', () => {
  expect(changesSince(seen, takeSnapshot(samplePeriod(), noneFound))).toEqual([])
})
