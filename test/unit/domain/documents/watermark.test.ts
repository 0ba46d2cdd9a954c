import { expect, test } from 'vitest'
import {
  changedBetween,
  type DocumentsChanged,
  marksThatMoved,
  type Watermark,
} from '../../../../src/domain/documents/watermark.ts'

const seen = (count: number, newest: string | null, more = false): Watermark => ({
  documents: 'invoices',
  kind: 'seen',
  count,
  more,
  newest,
})
const unseen: Watermark = { documents: 'invoices', kind: 'not-checked', because: 'no answer' }
const counted = (count: number, more = false): DocumentsChanged => ({
  documents: 'invoices',
  kind: 'counted',
  count,
  more,
})
const between = (before: Watermark, now: Watermark, changed: DocumentsChanged[] = []) =>
  changedBetween([before], [now], changed)

test('the same number, the newest the same: nothing was changed, and there is nothing to count', () => {
  expect(marksThatMoved([seen(10, '09:00')], [seen(10, '09:00')])).toEqual([])
  expect(between(seen(10, '09:00'), seen(10, '09:00'))).toEqual([counted(0)])
})

test('a newer one: what was counted since', () => {
  expect(marksThatMoved([seen(10, '09:00')], [seen(12, '11:00')])).toEqual([seen(10, '09:00')])
  expect(between(seen(10, '09:00'), seen(12, '11:00'), [counted(3)])).toEqual([counted(3)])
})

test('the first of its kind is a change too', () => {
  expect(marksThatMoved([seen(0, null)], [seen(1, '11:00')])).toHaveLength(1)
})

test('fewer than before: those that are gone count, although nothing else shows them', () => {
  expect(between(seen(10, '09:00'), seen(8, '09:00'))).toEqual([counted(2)])
  expect(between(seen(10, '09:00'), seen(9, '11:00'), [counted(1)])).toEqual([counted(2)])
})

test('more than before, all within the newest second: those that were added count', () => {
  expect(between(seen(10, '09:00'), seen(12, '09:00'))).toEqual([counted(2)])
})

test('where counting stopped, two numbers say nothing about what is gone', () => {
  expect(between(seen(990, '09:00', true), seen(980, '09:00'))).toEqual([counted(0)])
})

test('a mark that moved is a change, although what moved it could not be counted', () => {
  const failed: DocumentsChanged = { documents: 'invoices', kind: 'not-checked', because: 'no answer' }
  expect(between(seen(10, '09:00'), seen(10, '11:00'), [failed])).toEqual([counted(1, true)])
})

test('what either look could not see is not checked', () => {
  const notChecked = { documents: 'invoices', kind: 'not-checked', because: 'no answer' }
  expect(between(unseen, seen(10, '09:00'))).toEqual([notChecked])
  expect(between(seen(10, '09:00'), unseen)).toEqual([notChecked])
})
