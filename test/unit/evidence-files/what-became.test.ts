import { expect, test } from 'vitest'
import type { ExportedRecord } from '../../../src/domain/evidence/export/evidence-export.ts'
import type { EntryKind } from '../../../src/domain/evidence/log.ts'
import { whatBecame } from '../../../src/evidence-files/packet/what-became.ts'
import { bob, carol } from '../../support/sample-request.ts'

type Happened = [kind: EntryKind, by: typeof bob | null, details: Record<string, unknown>]

function record(happened: readonly Happened[], head: string | null = 'f'.repeat(64)): ExportedRecord {
  const entries = happened.map(([kind, by, details], index) => ({
    sequence: index + 1,
    hash: 'a'.repeat(64),
    entry: { at: '2026-11-02T15:00:00.000Z', kind, by, details },
  }))
  return {
    number: 7,
    reference: 'US-0007',
    subject: { kind: 'request', action: 'close', period: null },
    entries,
    later: [],
    head,
    state: head === null ? 'not sealed' : 'sealed',
  }
}

const approval = (by: typeof bob, round: number): Happened => ['approved', by, { round }]
const becameOf = (of: ExportedRecord) => of.entries.map((entry) => whatBecame(entry, of))

test('an approval that nothing took away stood to the end; of one under way that is not known', () => {
  expect(becameOf(record([approval(bob, 1)]))).toEqual(['stood to the end'])
  expect(becameOf(record([approval(bob, 1)], null))).toEqual([''])
})

test('one that was taken back is told from the one that its person gave anew', () => {
  const withdrawn: Happened = ['withdrawn', bob, { round: 1, approvalOf: bob }]
  const log = record([approval(bob, 1), withdrawn, approval(bob, 1)])
  expect(becameOf(log)).toEqual(['taken back', '', 'stood to the end'])
})

test('one of a later stage falls with that of an earlier one', () => {
  const withdrawn: Happened = ['withdrawn', bob, { round: 1, approvalOf: bob, fellWithIt: [{ stage: 2, by: carol }] }]
  expect(becameOf(record([approval(bob, 1), approval(carol, 1), withdrawn])).slice(0, 2)).toEqual([
    'taken back',
    'taken back',
  ])
})

test('a void takes those of its round, and says why', () => {
  const voided: Happened = ['voided', null, { round: 1, changes: [{ what: 'the trial balance', was: 'a', is: 'b' }] }]
  expect(becameOf(record([approval(bob, 1), voided, approval(bob, 2)]))).toEqual([
    'void, no longer as it was: the trial balance',
    '',
    'stood to the end',
  ])
})
