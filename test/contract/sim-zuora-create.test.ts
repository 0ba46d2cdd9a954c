import { expect, test } from 'vitest'
import { z } from 'zod'
import { provokes } from './sim-zuora-rules.ts'
import { categoryOf, startTenant } from './sim-zuora-tenant.ts'

type Tenant = Awaited<ReturnType<typeof startTenant>>

/** The period that continues the calendar of a tenant in November 2026. */
const april = { name: 'Apr 2027', startDate: '2027-04-01', endDate: '2027-04-30', fiscalYear: 2027 }

const refusalOf = async (answer: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await answer
  return [status, categoryOf(body)]
}

test(
  provokes(
    'a period is created behind the last one, open; the open-ended one starts behind it',
    'create-answer',
    'create-required',
    'open-ended-follows',
  ),
  async () => {
    const tenant = await startTenant()
    const answer = await tenant.create({ ...april, fiscalQuarter: 2, notes: 'made early' })
    expect(answer.status).toBe(200)
    const { id } = z.strictObject({ id: z.string(), success: z.literal(true) }).parse(answer.body)
    expect(await tenant.retrieve('Apr 2027')).toMatchObject({
      ...april,
      id,
      fiscalQuarter: 2,
      notes: 'made early',
      status: 'Open',
      runTrialBalanceStart: null,
    })
    expect((await tenant.find('Open-Ended')).startDate).toBe('2027-05-01')
    expect(await tenant.effects()).toMatchObject([{ what: 'create', periodId: id, by: 'api' }])
    const next = { name: 'May 2027', startDate: '2027-05-01', endDate: '2027-05-31', fiscalYear: '2027' }
    expect((await tenant.create(next)).status).toBe(200)
    expect(await tenant.find('May 2027')).toMatchObject({ fiscalYear: 2027, fiscalQuarter: null, notes: null })
  },
)

const refusals: [string, Record<string, unknown>, number][] = [
  [provokes('a gap', 'create-contiguous'), { startDate: '2027-05-01', endDate: '2027-05-31' }, 30],
  [provokes('an overlap', 'create-contiguous'), { startDate: '2027-03-01' }, 30],
  [provokes('a name that is taken', 'name-unique'), { name: 'Mar 2027' }, 30],
  [provokes('an end that is not the end of a month', 'whole-months'), { endDate: '2027-04-29' }, 30],
  [provokes('an end before the start', 'at-least-a-day'), { endDate: '2027-03-31' }, 30],
  [provokes('a name of 101 characters', 'name-length'), { name: 'x'.repeat(101) }, 20],
  ['an empty name', { name: ' ' }, 20],
  [provokes('notes of 256 characters', 'notes-length'), { notes: 'x'.repeat(256) }, 20],
  [provokes('a day that does not exist', 'dates-exist'), { endDate: '2027-04-31' }, 20],
  [provokes('a date in another form', 'dates-exist'), { startDate: '04/01/2027' }, 20],
  [provokes('a fifth quarter', 'fiscal-values'), { fiscalQuarter: 5 }, 20],
  [provokes('a year that is none', 'fiscal-values'), { fiscalYear: 'next' }, 20],
  ...['name', 'startDate', 'endDate', 'fiscalYear'].map((field): (typeof refusals)[number] => [
    provokes(`no ${field}`, 'create-required'),
    { [field]: undefined },
    20,
  ]),
]

test.each(refusals)('not created: %s', async (_name, change, category) => {
  const tenant = await startTenant()
  const before = await tenant.periods()
  expect(await refusalOf(tenant.create({ ...april, ...change }))).toEqual([400, category])
  expect(await tenant.periods()).toEqual(before)
  expect(await tenant.effects()).toEqual([])
})

test(
  provokes('names and notes may be as long as documented, and may have any characters', 'name-length', 'notes-length'),
  async () => {
    const tenant = await startTenant()
    const name = `<!channel> *é*&${'x'.repeat(85)}`
    expect((await tenant.create({ ...april, name, notes: 'n'.repeat(255) })).status).toBe(200)
    expect((await tenant.find(name)).notes).toHaveLength(255)
  },
)

test(
  provokes('without monthly recognition a period may have any length', 'whole-months', 'at-least-a-day'),
  async () => {
    const tenant = await startTenant()
    await tenant.control('POST', 'settings', { monthlyRecognition: false })
    expect((await tenant.create({ ...april, endDate: '2027-04-01' })).status).toBe(200)
    expect((await tenant.find('Open-Ended')).startDate).toBe('2027-04-02')
  },
)

test(provokes('without the permission nothing is created', 'create-permission'), async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'permissions', { createAccountingPeriod: false })
  expect(await refusalOf(tenant.create(april))).toEqual([403, 10])
  expect(await tenant.effects()).toEqual([])
})

async function deleteAllPeriods(tenant: Tenant) {
  for (const { id, endDate } of await tenant.periods())
    if (endDate !== null) await tenant.control('POST', `periods/${id}/delete`, { force: true })
}

test(
  provokes('the first period starts on or before the earliest transaction', 'first-by-earliest-transaction'),
  async () => {
    const tenant = await startTenant()
    await deleteAllPeriods(tenant)
    expect(await tenant.periods()).toHaveLength(1)
    const first = { name: 'History', endDate: '2025-12-31', fiscalYear: 2025 }
    expect(await refusalOf(tenant.create({ ...first, startDate: '2025-02-01' }))).toEqual([400, 30])
    expect((await tenant.create({ ...first, startDate: '2025-01-01' })).status).toBe(200)
    expect((await tenant.find('Open-Ended')).startDate).toBe('2026-01-01')
  },
)

test(provokes('custom fields are kept', 'custom-fields'), async () => {
  const tenant = await startTenant()
  await tenant.create({ ...april, Region__c: 'EMEA', other: 1 })
  const path = `/v1/accounting-periods/${(await tenant.find('Apr 2027')).id}`
  const shown = (await tenant.call('GET', path)).body
  expect(shown).toMatchObject({ Region__c: 'EMEA' })
  expect(shown).not.toHaveProperty('other')
  await tenant.update('Apr 2027', { Region__c: 'APAC' })
  expect((await tenant.call('GET', path)).body).toMatchObject({ Region__c: 'APAC' })
})

test(
  provokes(
    'a create without a JSON content type is 415, and one that is no JSON 400',
    'json-content-type',
    'malformed-body',
  ),
  async () => {
    const tenant = await startTenant()
    expect(await refusalOf(tenant.create(april, { headers: { 'content-type': 'text/plain' } }))).toEqual([415, 45])
    expect(await refusalOf(tenant.create(april, { body: '{' }))).toEqual([400, 90])
    expect(await refusalOf(tenant.create(april, { body: '[]' }))).toEqual([400, 20])
  },
)
