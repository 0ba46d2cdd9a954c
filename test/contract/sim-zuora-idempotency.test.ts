import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { provokes } from './sim-zuora-rules.ts'
import { categoryOf, startTenant } from './sim-zuora-tenant.ts'

const april = { name: 'Apr 2027', startDate: '2027-04-01', endDate: '2027-04-30', fiscalYear: 2027 }
const withKey = (key: string) => ({ headers: { 'idempotency-key': key } })

test(provokes('the same key and body answer the first answer again, once done', 'idempotency-answer'), async () => {
  const tenant = await startTenant()
  const first = await tenant.create(april, withKey('US-0147'))
  const again = await tenant.create(april, withKey('US-0147'))
  expect([again.status, again.body]).toEqual([200, first.body])
  expect(await tenant.effects()).toHaveLength(1)
  expect((await tenant.calls()).slice(-2)).toMatchObject([
    { idempotencyKey: 'US-0147', effect: 'create' },
    { idempotencyKey: 'US-0147', effect: null },
  ])
})

test(provokes('a refusal is kept too, even when the reason has gone', 'idempotency-answer'), async () => {
  const tenant = await startTenant()
  const tooLate = { ...april, startDate: '2027-05-01', endDate: '2027-05-31', name: 'May 2027' }
  const first = await tenant.create(tooLate, withKey('k'))
  await tenant.create(april)
  const again = await tenant.create(tooLate, withKey('k'))
  expect([again.status, again.body]).toEqual([400, first.body])
  expect((await tenant.create(tooLate, withKey('other'))).status).toBe(200)
})

test(provokes('a create whose answer was lost is answered when it is asked again', 'idempotency-answer'), async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'faults', { method: 'POST', path: 'accounting-periods', kind: 'drop-after' })
  await expect(tenant.create(april, withKey('k'))).rejects.toThrow()
  const { id } = await tenant.find('Apr 2027')
  expect((await tenant.create(april, withKey('k'))).body).toEqual({ id, success: true })
})

test(provokes('after 24 hours a key is forgotten', 'idempotency-answer'), async () => {
  const tenant = await startTenant()
  await tenant.create(april, withKey('k'))
  tenant.advance(24 * 3600 - 1)
  await tenant.signIn()
  expect((await tenant.create(april, withKey('k'))).status).toBe(200)
  tenant.advance(1)
  const forgotten = await tenant.create(april, withKey('k'))
  expect([forgotten.status, categoryOf(forgotten.body)]).toEqual([400, 30])
})

test(provokes('the same key with another body is 422', 'idempotency-mismatch'), async () => {
  const tenant = await startTenant()
  await tenant.create(april, withKey('k'))
  expect((await tenant.create({ ...april, notes: 'other' }, withKey('k'))).status).toBe(422)
})

test(provokes('while the first is in progress the same key is 409', 'idempotency-in-progress'), async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'faults', { method: 'POST', path: 'accounting-periods', kind: 'delay', ms: 300 })
  const first = tenant.create(april, withKey('k'))
  await expect.poll(async () => (await tenant.control('GET', 'faults')).body).toEqual({ faults: [] })
  const second = await tenant.create(april, withKey('k'))
  expect([second.status, categoryOf(second.body)]).toEqual([409, 50])
  expect((await first).status).toBe(200)
  expect((await tenant.create(april, withKey('k'))).status).toBe(200)
  expect(await tenant.effects()).toHaveLength(1)
})

test(provokes('a key has at most 255 characters', 'idempotency-length'), async () => {
  const tenant = await startTenant()
  expect((await tenant.create(april, withKey('k'.repeat(256)))).status).toBe(400)
  expect((await tenant.create(april, withKey('k'.repeat(255)))).status).toBe(200)
})

test(provokes('a PUT with the header is 400', 'idempotency-not-for-put'), async () => {
  const tenant = await startTenant()
  expect((await tenant.update('Oct 2026', { notes: 'x' }, withKey('k'))).status).toBe(400)
  expect((await tenant.find('Oct 2026')).notes).toBeNull()
})

test(provokes('a compressed request is read', 'gzip-requests'), async () => {
  const tenant = await startTenant()
  const body = new Uint8Array(gzipSync(JSON.stringify({ ...april, notes: 'n'.repeat(200) })))
  expect((await tenant.create(undefined, { body, headers: { 'content-encoding': 'gzip' } })).status).toBe(200)
  expect((await tenant.find('Apr 2027')).notes).toHaveLength(200)
  expect((await tenant.calls()).at(-1)).toMatchObject({ contentEncoding: 'gzip', effect: 'create' })
})
