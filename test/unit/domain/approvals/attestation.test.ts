import { expect, test } from 'vitest'
import { attestationOf } from '../../../../src/domain/approvals/attestation.ts'
import type { Request } from '../../../../src/domain/request.ts'
import { sampleRequest } from '../../../support/sample-request.ts'

const sample = sampleRequest()
const asChange = (changes: Partial<Request>, now: Record<string, string | number | null>) =>
  sampleRequest({ ...changes, snapshot: sample.snapshot && { ...sample.snapshot, fields: now } })

test('an approver of a close agrees to the period, its dates and the entity', () => {
  expect(attestationOf(sample, 'Example US')).toBe(
    'You agree to the close of Oct 2026, 1 Oct 2026 to 31 Oct 2026, Example US, as shown here. Your approval is recorded under your name.',
  )
})

test('an approver of other dates agrees to what is changed, before and after', () => {
  const request = asChange({ action: 'update-dates', fields: { endDate: '2026-10-28' } }, { endDate: '2026-10-31' })
  expect(attestationOf(request, 'Example US')).toBe(
    'You agree to the change of the dates of Oct 2026: end date 31 Oct 2026 → 28 Oct 2026, Example US, as shown here. Your approval is recorded under your name.',
  )
})

test('of other fields those that stay are left out; without a look before, what they become is said', () => {
  const fields = { name: 'October', fiscalYear: 2026, fiscalQuarter: null, notes: '' }
  const now = { name: 'Oct 2026', fiscalYear: 2026, fiscalQuarter: 4, notes: null }
  expect(attestationOf(asChange({ action: 'update', fields }, now), 'Example US')).toContain(
    'the change of Oct 2026: name “Oct 2026” → “October”, fiscal quarter Q4 → none, Example US',
  )
  const unseen = sampleRequest({ action: 'update', fields: { fiscalYear: 2027 }, snapshot: null })
  expect(attestationOf(unseen, 'Example US')).toContain('the change of Oct 2026: fiscal year 2027, Example US')
})

test('however long the change is, the entity and what is recorded stand behind it, in 300 characters', () => {
  const request = asChange({ action: 'update', fields: { notes: '💶'.repeat(120) } }, { notes: 'x'.repeat(20) })
  const text = attestationOf(request, 'Example US')
  expect(text.length).toBeLessThanOrEqual(300)
  expect(text).toMatch(/…, Example US, as shown here\. Your approval is recorded under your name\.$/)
  expect(text.isWellFormed()).toBe(true)
})
