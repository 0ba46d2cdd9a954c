import { expect, test } from 'vitest'
import { requestOf } from '../../../src/zuora/periods/period-request.ts'

test('organisations are sent as the documented objects, and only where there are any', () => {
  const target = { periodId: null, idempotencyKey: 'key' }
  const contentWith = (organizations: { organizationLabels?: readonly string[] }) =>
    requestOf('create', { ...target, fields: { name: 'Nov 2026', ...organizations } }).content
  expect(contentWith({ organizationLabels: ['Europe', 'Asia'] })).toEqual({
    name: 'Nov 2026',
    organizationLabels: [{ organizationName: 'Europe' }, { organizationName: 'Asia' }],
  })
  expect(contentWith({})).toEqual({ name: 'Nov 2026' })
})
