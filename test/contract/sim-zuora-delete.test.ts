import { expect, test } from 'vitest'
import { provokes } from './sim-zuora-rules.ts'
import { categoryOf, startTenant } from './sim-zuora-tenant.ts'

type Tenant = Awaited<ReturnType<typeof startTenant>>

test(provokes('the most recent period is deleted, and is gone', 'deleted-is-gone', 'open-ended-follows'), async () => {
  const tenant = await startTenant()
  const { id } = await tenant.find('Mar 2027')
  expect(await tenant.remove('Mar 2027')).toMatchObject({ status: 200, body: { success: true } })
  const gone = await tenant.call('GET', `/v1/accounting-periods/${id}`)
  expect([gone.status, categoryOf(gone.body)]).toEqual([404, 40])
  expect(await tenant.periods()).toHaveLength(27)
  expect((await tenant.find('Open-Ended')).startDate).toBe('2027-03-01')
  expect(await tenant.effects()).toMatchObject([{ what: 'delete', periodId: id, periodName: 'Mar 2027', by: 'api' }])
})

const nothing = async () => {}
const set = (facts: unknown) => (tenant: Tenant) => tenant.control('POST', 'periods/Mar%202027', facts)
const refusals: [string, string, (tenant: Tenant) => Promise<unknown>, number][] = [
  [provokes('one that is not the last', 'delete-most-recent'), 'Feb 2027', nothing, 30],
  [provokes('the open-ended period', 'delete-not-open-ended'), 'Open-Ended', nothing, 30],
  [
    provokes('one that is closed', 'delete-open'),
    'Mar 2027',
    (tenant) => tenant.control('POST', 'periods/Mar%202027/close', { force: true }),
    30,
  ],
  [provokes('one with revenue', 'delete-no-revenue'), 'Mar 2027', set({ revenueDistributed: true }), 30],
  [provokes('one with journal entries', 'delete-no-entries'), 'Mar 2027', set({ activeJournalEntries: true }), 30],
  [
    provokes('one whose trial balance runs', 'delete-no-trial-balance'),
    'Mar 2027',
    (tenant) => tenant.ask('run-trial-balance', 'Mar 2027'),
    30,
  ],
  [
    provokes('any without the permission', 'delete-permission'),
    'Mar 2027',
    (tenant) => tenant.control('POST', 'permissions', { deleteAccountingPeriod: false }),
    10,
  ],
]

test.each(refusals)('not deleted: %s', async (_name, name, prepare, category) => {
  const tenant = await startTenant()
  await prepare(tenant)
  const before = await tenant.periods()
  const refused = await tenant.remove(name)
  expect([refused.status, categoryOf(refused.body)]).toEqual([category === 10 ? 403 : 400, category])
  expect(await tenant.periods()).toEqual(before)
})

test(
  provokes(
    'a delete without a JSON content type is 415, with an Idempotency-Key 400',
    'json-content-type',
    'idempotency-not-for-put',
  ),
  async () => {
    const tenant = await startTenant()
    expect((await tenant.remove('Mar 2027', { headers: { 'content-type': 'text/plain' } })).status).toBe(415)
    expect((await tenant.remove('Mar 2027', { headers: { 'idempotency-key': 'k' } })).status).toBe(400)
    expect(await tenant.effects()).toEqual([])
  },
)

test(provokes('somebody else deletes the last period', 'others-act'), async () => {
  const tenant = await startTenant()
  expect((await tenant.control('POST', 'periods/Feb%202027/delete')).status).toBe(409)
  expect((await tenant.control('POST', 'periods/Mar%202027/delete')).status).toBe(200)
  expect((await tenant.control('POST', 'periods/Feb%202027/burn')).status).toBe(404)
  expect((await tenant.periods()).at(-2)?.name).toBe('Feb 2027')
})
