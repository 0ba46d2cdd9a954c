import { expect, test } from 'vitest'
import { type Delegation, inForceOn, whyNotDelegate } from '../../../../src/domain/approvals/delegation.ts'
import { alice, bob, carol } from '../../../support/sample-request.ts'

function delegation(changes: Partial<Delegation> = {}): Delegation {
  const days = { from: '2026-11-03', until: '2026-11-10' }
  return { delegator: bob, delegate: carol, ...days, entity: 'us', record: 148, messageId: 'm', ...changes }
}

test('a delegation is in force on its first day, its last, and those between', () => {
  const days = ['2026-11-02', '2026-11-03', '2026-11-07', '2026-11-10', '2026-11-11']
  expect(days.map((day) => inForceOn(day, [delegation()]).length)).toEqual([0, 1, 1, 1, 0])
})

test('of one part that was handed on twice at the same moment, the first in the register counts', () => {
  const later = delegation({ record: 149, delegate: alice, delegator: { ...bob, id: 'U0BOB2' } })
  expect(inForceOn('2026-11-04', [later, delegation()])).toEqual([delegation()])
  expect(inForceOn('2026-11-04', [later, delegation({ until: '2026-11-03' })])).toEqual([later])
})

const asked = { delegator: bob, delegate: carol, from: '2026-11-03', until: '2026-11-16' }

test('without a limit of its own the policy allows two weeks, both ends included', () => {
  const none = { today: '2026-11-03', open: [] }
  expect(whyNotDelegate(asked, none)).toBeUndefined()
  expect(whyNotDelegate({ ...asked, until: '2026-11-17' }, none)).toEqual({ kind: 'too-long', days: 15, most: 14 })
})

test('a change to or from daylight saving makes no day longer', () => {
  const over = { ...asked, from: '2026-10-30', until: '2026-11-02' }
  expect(whyNotDelegate(over, { today: '2026-10-01', open: [], mostDays: 4 })).toBeUndefined()
})

test('days that only touch others do not overlap them', () => {
  const known = { today: '2026-11-01', open: [delegation()] }
  expect(whyNotDelegate({ ...asked, from: '2026-11-11', until: '2026-11-12' }, known)).toBeUndefined()
  expect(whyNotDelegate({ ...asked, from: '2026-11-01', until: '2026-11-02' }, known)).toBeUndefined()
  expect(whyNotDelegate({ ...asked, from: '2026-11-10', until: '2026-11-10' }, known)).toMatchObject({
    kind: 'handed-on-already',
    existing: { record: 148 },
  })
})

test('two may hand their parts to the same person', () => {
  const other = { ...asked, delegator: alice, until: '2026-11-05' }
  expect(whyNotDelegate(other, { today: '2026-11-03', open: [delegation()] })).toBeUndefined()
})
