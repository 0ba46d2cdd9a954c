import { expect, test } from 'vitest'
import { areSameReports, compareReports, type ReportFacts } from '../../../../src/domain/documents/report-facts.ts'

const measured = (report: string, content: string, rows: number | null = 4): ReportFacts => ({
  report,
  fileId: `file-${content}`,
  kind: 'measured',
  bytes: 100,
  rows,
  sha256: content,
})
const unmeasured = (report: string): ReportFacts => ({
  report,
  fileId: 'file-1',
  kind: 'not-measured',
  because: 'not read within 90 s',
})

test('the same hash is the same report, whatever its file is called', () => {
  const after = [{ ...measured('aging', 'a'), fileId: 'another file' }]
  expect(compareReports([measured('aging', 'a')], after)).toEqual([{ report: 'aging', kind: 'same' }])
})

test('another hash is a difference, with the rows of both', () => {
  expect(compareReports([measured('aging', 'a', 120)], [measured('aging', 'b', 124)])).toEqual([
    { report: 'aging', kind: 'differs', was: { rows: 120, sha256: 'a' }, is: { rows: 124, sha256: 'b' } },
  ])
})

test('a report that only one of them has is a difference', () => {
  expect(compareReports([measured('aging', 'a')], [measured('revenue', 'a')])).toEqual([
    { report: 'aging', kind: 'differs', was: { rows: 4, sha256: 'a' }, is: null },
    { report: 'revenue', kind: 'differs', was: null, is: { rows: 4, sha256: 'a' } },
  ])
})

test('what could not be measured, before or after, is not compared', () => {
  const notCompared = [{ report: 'aging', kind: 'not-compared', because: 'not read within 90 s' }]
  expect(compareReports([unmeasured('aging')], [measured('aging', 'a')])).toEqual(notCompared)
  expect(compareReports([measured('aging', 'a')], [unmeasured('aging')])).toEqual(notCompared)
})

test('reports are the same only where each was compared and there was one', () => {
  const again = (facts: ReportFacts) => ({ ...facts, fileId: 'another file' })
  const aging = measured('aging', 'a')
  expect(areSameReports([aging], [again(aging)])).toBe(true)
  expect(areSameReports([], [])).toBe(false)
  expect(areSameReports([aging], [again(measured('aging', 'b'))])).toBe(false)
  expect(areSameReports([aging, unmeasured('revenue')], [again(aging), unmeasured('revenue')])).toBe(false)
})

test('files left from the earlier trial balance do not show that the newer one has the same reports', () => {
  const [aging, revenue] = [measured('aging', 'a'), measured('revenue', 'b')]
  expect(areSameReports([aging, revenue], [aging, revenue])).toBe(false)
  expect(areSameReports([aging, revenue], [aging, { ...revenue, fileId: 'another file' }])).toBe(true)
})
