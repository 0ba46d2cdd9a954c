import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { startZuora } from '../../sim/zuora/server.ts'
import { provokes } from './sim-zuora-rules.ts'
import { categoryOf, clientId, clientSecret, createCaller, startTenant } from './sim-zuora-tenant.ts'

type Tenant = Awaited<ReturnType<typeof startTenant>>

const eu = { id: '9f1f0b1c-5a3e-4a6d-8a55-0e4a6b9d2c01', name: 'Example EU' }
const ofEu = { clientId: '22222222-2222-3333-4444-555555555555', clientSecret: 'another secret of the stand-in' }
const ofFirst = { clientId, clientSecret }
const list = z.object({ accountingPeriods: z.array(z.object({ id: z.string(), name: z.string() })) })

/** The ids of the periods that a caller is shown. */
async function idsOf(tenant: Pick<Tenant, 'call'>, headers: Record<string, string> = {}) {
  const { body } = await tenant.call('GET', '/v1/accounting-periods', { headers })
  return list.parse(body).accountingPeriods.map(({ id }) => id)
}

const entities = z.object({ entities: z.array(z.object({ id: z.string(), name: z.string() })) })
const entitiesOf = async (tenant: Pick<Tenant, 'control'>) =>
  entities.parse((await tenant.control('GET', 'entities')).body).entities

test(
  provokes('a token that reaches two entities must say which, and sees the periods of that one', 'entity-header'),
  async () => {
    const tenant = await startTenant()
    const before = await idsOf(tenant)
    await tenant.control('POST', 'entities', eu)
    const [first] = await entitiesOf(tenant)
    const silent = await tenant.call('GET', '/v1/accounting-periods')
    expect([silent.status, categoryOf(silent.body)]).toEqual([400, 20])
    const inFirst = await idsOf(tenant, { 'zuora-entity-ids': first?.id ?? '' })
    const inEu = await idsOf(tenant, { 'zuora-entity-ids': eu.id })
    expect(inFirst).toEqual(before)
    expect(inEu).toHaveLength(28)
    expect(inEu.some((id) => before.includes(id))).toBe(false)
    expect((await tenant.calls()).at(-1)).toMatchObject({ entityIds: eu.id, orgIds: null, clientId })
  },
)

test(provokes('the scope of a token lists its entities', 'token-entities'), async () => {
  const tenant = await startTenant({ entities: [eu] })
  const [first] = await entitiesOf(tenant)
  const body = new URLSearchParams({
    client_id: clientId,
    client_secret: clientSecret,
    grant_type: 'client_credentials',
  })
  const granted = await fetch(`${tenant.url}/oauth/token`, { method: 'POST', body })
  const { scope } = z.object({ scope: z.string() }).parse(await granted.json())
  expect(scope).toContain(`entity.${first?.id} entity.${eu.id}`)
})

test(provokes('an entity that is not there, and one out of reach', 'entity-unknown', 'entity-header'), async () => {
  const tenant = await startTenant({ entities: [{ ...eu, ...ofEu }] })
  const answers = [
    await tenant.call('GET', '/v1/accounting-periods', { headers: { 'zuora-entity-ids': 'none' } }),
    await tenant.call('GET', '/v1/accounting-periods', { headers: { 'zuora-entity-ids': eu.id } }),
  ]
  expect(answers.map(({ status, body }) => [status, categoryOf(body)])).toEqual([
    [404, 40],
    [403, 10],
  ])
  expect(await idsOf(tenant)).toHaveLength(28)
})

test(
  provokes('an entity may have credentials of its own, of its own user, and needs no header', 'clients-users'),
  async () => {
    const tenant = await startTenant({ entities: [{ ...eu, ...ofEu }] })
    const other = await createCaller(tenant.url, ofEu)
    const ofFirst = await idsOf(tenant)
    expect((await idsOf(other)).filter((id) => ofFirst.includes(id))).toEqual([])
    const october = z.object({
      periods: z.array(z.object({ id: z.string(), name: z.string(), updatedBy: z.string() })),
    })
    const inEu = async () =>
      october
        .parse((await tenant.control('GET', 'periods?entity=Example%20EU')).body)
        .periods.find(({ name }) => name === 'Oct 2026')
    const { id = '' } = (await inEu()) ?? {}
    const headers = { 'content-type': 'application/json' }
    const asked = await other.call('PUT', `/v1/accounting-periods/${id}/pending-close`, { headers, body: '{}' })
    expect(asked.status).toBe(200)
    await tenant.ask('pending-close', 'Oct 2026')
    expect((await inEu())?.updatedBy).not.toBe((await tenant.find('Oct 2026')).updatedBy)
    const unseen = await tenant.call('GET', `/v1/accounting-periods/${id}`)
    expect([unseen.status, categoryOf(unseen.body)]).toEqual([404, 40])
    expect((await tenant.calls()).filter(({ method }) => method === 'PUT')).toMatchObject([
      { clientId: ofEu.clientId },
      { clientId },
    ])
  },
)

test('entities have calendars, documents and reports of their own', async () => {
  const tenant = await startTenant({ entities: [{ ...eu, ...ofEu }] })
  const other = await createCaller(tenant.url, ofEu)
  await tenant.control('POST', 'documents', { item: 'draft-invoices', period: 'Oct 2026', count: 2 })
  const found = z.object({ data: z.array(z.unknown()) })
  const drafts = async (caller: Pick<Tenant, 'call'>) =>
    found.parse((await caller.call('GET', '/object-query/invoices?filter[]=status.EQ:Draft')).body).data.length
  expect([await drafts(tenant), await drafts(other)]).toEqual([2, 0])
  const { fileIds } = await tenant.find('Sep 2026')
  const path = `/v1/files/${fileIds.revenueDetailCsvFileId}`
  expect([(await tenant.call('GET', path)).status, (await other.call('GET', path)).status]).toEqual([200, 404])
  const april = { name: 'Apr 2027', startDate: '2027-04-01', endDate: '2027-04-30', fiscalYear: 2027 }
  expect([(await tenant.create(april)).status, (await other.create(april)).status]).toEqual([200, 200])
})

test(provokes('a second client may be allowed less than the first', 'clients-users', 'reopen-permission'), async () => {
  const tenant = await startTenant()
  const closing = { ...ofEu, permissions: { reopenAccountingPeriod: false } }
  await tenant.control('POST', 'clients', closing)
  const other = await createCaller(tenant.url, ofEu)
  expect((await other.ask('close', 'Oct 2026')).status).toBe(200)
  tenant.advance(20)
  const refused = await other.ask('reopen', 'Oct 2026')
  expect([refused.status, categoryOf(refused.body)]).toEqual([403, 10])
  expect((await tenant.ask('reopen', 'Oct 2026')).status).toBe(200)
  await tenant.control('POST', 'permissions', { clientId: ofEu.clientId, runTrialBalance: false })
  expect((await other.ask('run-trial-balance', 'Oct 2026')).status).toBe(403)
  expect((await tenant.ask('run-trial-balance', 'Oct 2026')).status).toBe(200)
})

test('started again with the same entities nothing is added; credentials that are no longer given are refused', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sim-zuora-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const options = {
    port: 0,
    file: join(directory, 'zuora.sqlite'),
    ...ofFirst,
    entities: [eu, { name: 'Example APAC' }],
  }
  const first = await startZuora(options)
  const before = (await (await createCaller(first.url)).periods()).map(({ id }) => id)
  await first.close()
  const second = await startZuora({ ...options, ...ofEu, entityId: 'global-entity' })
  onTestFinished(() => second.close())
  const caller = await createCaller(second.url, ofEu)
  expect((await caller.periods()).map(({ id }) => id)).toEqual(before)
  expect(before).toHaveLength(3 * 28)
  expect(await entitiesOf(caller)).toHaveLength(3)
  expect(await idsOf(caller, { 'zuora-entity-ids': 'global-entity' })).toHaveLength(28)
  expect(await idsOf(caller, { 'zuora-entity-ids': eu.id })).toHaveLength(28)
  await expect(createCaller(second.url)).rejects.toThrow()
})

test('what is given wrongly to the control API is refused', async () => {
  const tenant = await startTenant()
  const answers = [
    await tenant.control('POST', 'entities', { name: 'x', clientId: 'without a secret' }),
    await tenant.control('POST', 'clients', { ...ofEu, entities: ['none'] }),
    await tenant.control('POST', 'permissions', { clientId: 'none' }),
    await tenant.control('GET', 'periods?entity=none'),
    await tenant.control('POST', 'organizations', { name: 'x', parent: 'none' }),
    await tenant.control('POST', 'organizations', { name: 'x', entity: 'none' }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([400, 404, 404, 404, 404, 404])
  expect(await entitiesOf(tenant)).toHaveLength(1)
})
