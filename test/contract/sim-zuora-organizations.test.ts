import { expect, test } from 'vitest'
import { z } from 'zod'
import { provokes } from './sim-zuora-rules.ts'
import { categoryOf, startTenant } from './sim-zuora-tenant.ts'

type Tenant = Awaited<ReturnType<typeof startTenant>>

const json = { 'content-type': 'application/json' }
const shown = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  startDate: z.string(),
  organizationLabels: z.array(z.object({ organizationId: z.string(), organizationName: z.string() })).default([]),
})
const list = z.object({ accountingPeriods: z.array(shown) })

/** A tenant whose periods are those of Group, with Emea below it and Iberia below that. */
async function startOrganizations() {
  const tenant = await startTenant()
  await tenant.control('POST', 'organizations', { id: 'group', name: 'Group', periods: 'unlabeled' })
  await tenant.control('POST', 'organizations', { id: 'emea', name: 'Emea', parent: 'group' })
  await tenant.control('POST', 'organizations', { id: 'iberia', name: 'Iberia', parent: 'Emea' })
  return tenant
}

async function periodsOf(tenant: Tenant, ...organizationIds: string[]) {
  const headers = { 'zuora-org-ids': organizationIds.join(',') }
  return list.parse((await tenant.call('GET', '/v1/accounting-periods', { headers })).body).accountingPeriods
}

async function ask(tenant: Tenant, what: string, organization: string, name: string) {
  const period = (await periodsOf(tenant, organization)).find((one) => one.name === name)
  return tenant.call('PUT', `/v1/accounting-periods/${period?.id}/${what}`, { headers: json, body: '{}' })
}

test(
  provokes('names repeat, and the header shows the periods of some organizations', 'org-calendars', 'org-header'),
  async () => {
    const tenant = await startOrganizations()
    const all = list.parse((await tenant.call('GET', '/v1/accounting-periods')).body).accountingPeriods
    expect(all.filter(({ name }) => name === 'Oct 2026')).toHaveLength(3)
    const some = await periodsOf(tenant, 'emea', ' iberia')
    expect(some).toHaveLength(56)
    expect(new Set(some.map(({ organizationLabels }) => organizationLabels[0]?.organizationName))).toEqual(
      new Set(['Emea', 'Iberia']),
    )
    expect((await tenant.calls()).at(-1)).toMatchObject({ orgIds: 'emea, iberia', entityIds: null })
    const ofGroup = (await periodsOf(tenant, 'group'))[0]
    const headers = { 'zuora-org-ids': 'emea' }
    const unseen = await tenant.call('GET', `/v1/accounting-periods/${ofGroup?.id}`, { headers })
    expect([unseen.status, categoryOf(unseen.body)]).toEqual([404, 40])
  },
)

test(provokes('an organization that is not there fails', 'org-unknown'), async () => {
  const tenant = await startOrganizations()
  const refused = await tenant.call('GET', '/v1/accounting-periods', { headers: { 'zuora-org-ids': 'emea,none' } })
  expect([refused.status, categoryOf(refused.body)]).toEqual([403, 10])
})

test(provokes('without Multi-Org the header changes nothing; unlabeled periods are of all', 'org-header'), async () => {
  const tenant = await startTenant()
  expect(await periodsOf(tenant, 'any')).toHaveLength(28)
  await tenant.control('POST', 'organizations', { id: 'emea', name: 'Emea', periods: 'open-ended' })
  expect(await periodsOf(tenant, 'emea')).toHaveLength(29)
})

test(
  provokes('a parent’s period closes after those of its children, and theirs', 'children-before-parent'),
  async () => {
    const tenant = await startOrganizations()
    expect((await ask(tenant, 'pending-close', 'group', 'Oct 2026')).status).toBe(200)
    tenant.advance(20)
    const early = await ask(tenant, 'close', 'group', 'Oct 2026')
    expect([early.status, categoryOf(early.body)]).toEqual([400, 30])
    expect((await ask(tenant, 'close', 'emea', 'Oct 2026')).status).toBe(400)
    for (const organization of ['iberia', 'emea', 'group'])
      expect((await ask(tenant, 'close', organization, 'Oct 2026')).status).toBe(200)
  },
)

test(
  provokes('each organization closes and reopens in its own order', 'org-calendars', 'reopen-next-to-open'),
  async () => {
    const tenant = await startOrganizations()
    expect((await ask(tenant, 'close', 'iberia', 'Nov 2026')).status).toBe(400)
    await ask(tenant, 'close', 'iberia', 'Oct 2026')
    expect((await ask(tenant, 'close', 'iberia', 'Nov 2026')).status).toBe(200)
    expect((await ask(tenant, 'reopen', 'iberia', 'Oct 2026')).status).toBe(400)
    expect((await ask(tenant, 'reopen', 'group', 'Sep 2026')).status).toBe(200)
  },
)

test('documents of one organization do not block another', async () => {
  const tenant = await startOrganizations()
  const [october] = (await periodsOf(tenant, 'iberia')).filter(({ name }) => name === 'Oct 2026')
  await tenant.control('POST', 'documents', { item: 'draft-invoices', period: october?.id, count: 1 })
  expect((await ask(tenant, 'close', 'iberia', 'Oct 2026')).status).toBe(400)
  await tenant.control('POST', 'documents', { item: 'draft-invoices', period: october?.id, count: 0 })
  await tenant.control('POST', 'documents', { item: 'draft-invoices', period: 'Oct 2026', count: 1 })
  expect((await ask(tenant, 'close', 'iberia', 'Oct 2026')).status).toBe(200)
  const query = '/object-query/invoices?filter[]=status.EQ:Draft'
  const count = async (id: string) =>
    z
      .object({ data: z.array(z.unknown()) })
      .parse((await tenant.call('GET', query, { headers: { 'zuora-org-ids': id } })).body).data.length
  expect([await count('group'), await count('iberia')]).toEqual([1, 0])
})

test(provokes('a new period says of which organization it is', 'org-create'), async () => {
  const tenant = await startOrganizations()
  const april = { name: 'Apr 2027', startDate: '2027-04-01', endDate: '2027-04-30', fiscalYear: 2027 }
  const silent = await tenant.create(april)
  expect([silent.status, categoryOf(silent.body)]).toEqual([400, 20])
  expect((await tenant.create({ ...april, organizationLabels: [{ organizationId: 'none' }] })).status).toBe(400)
  const emea = { ...april, organizationLabels: [{ organizationName: 'Emea' }] }
  expect((await tenant.create(emea, { headers: { 'zuora-org-ids': 'group' } })).status).toBe(403)
  expect((await tenant.create(emea)).status).toBe(200)
  expect((await tenant.create({ ...april, organizationLabels: [{ organizationId: 'group' }] })).status).toBe(200)
  const starts = async (id: string) =>
    (await periodsOf(tenant, id)).find(({ name }) => name === 'Open-Ended')?.startDate
  expect([await starts('group'), await starts('emea'), await starts('iberia')]).toEqual([
    '2027-05-01',
    '2027-05-01',
    '2027-04-01',
  ])
})
