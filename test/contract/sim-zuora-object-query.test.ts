import { expect, test } from 'vitest'
import { z } from 'zod'
import { provokes } from './sim-zuora-rules.ts'
import { categoryOf, startTenant } from './sim-zuora-tenant.ts'

const found = z.object({ data: z.array(z.record(z.string(), z.unknown())), nextPage: z.string().nullable() })

const queryOf = (...filters: string[]) => filters.map((filter) => `filter[]=${encodeURIComponent(filter)}`).join('&')

test.each([
  ['draft-invoices', 'invoices', 'status.EQ:Draft', 'invoicedate'],
  ['draft-payments', 'payments', 'status.EQ:Draft', 'effectivedate'],
  ['processing-payments', 'payments', 'status.EQ:Processing', 'effectivedate'],
  ['processing-refunds', 'refunds', 'status.EQ:Processing', 'refunddate'],
  ['draft-credit-memos', 'credit-memos', 'status.EQ:Draft', 'memodate'],
  ['draft-debit-memos', 'debit-memos', 'status.EQ:Draft', 'memodate'],
])(
  provokes(
    '%s of a period are found by status and date, its first and last day included',
    'six-kinds-block',
    'filters-anded',
  ),
  async (item, object, status, date) => {
    const tenant = await startTenant()
    for (const period of ['Sep 2026', 'Oct 2026', 'Nov 2026'])
      await tenant.control('POST', 'documents', { item, period, count: 3 })
    const query = queryOf(status, `${date}.GE:2026-10-01`, `${date}.LE:2026-10-31`)
    const { data } = found.parse((await tenant.call('GET', `/object-query/${object}?${query}&pageSize=99`)).body)
    expect(data).toHaveLength(3)
    const dates = data.flatMap((one) => Object.entries(one).filter(([name]) => name.toLowerCase() === date))
    expect(dates.map(([, value]) => value)).toEqual(expect.arrayContaining(['2026-10-01', '2026-10-31']))
  },
)

test(provokes('pages follow the cursor to the end', 'query-cursor'), async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'documents', { item: 'draft-invoices', period: 'Oct 2026', count: 25 })
  const path = `/object-query/invoices?${queryOf('status.EQ:Draft')}`
  const ids: unknown[] = []
  let cursor: string | null = ''
  for (let pages = 0; cursor !== null && pages < 5; pages += 1) {
    const { data, nextPage }: z.infer<typeof found> = found.parse((await tenant.call('GET', `${path}${cursor}`)).body)
    ids.push(...data.map((one) => one.id))
    cursor = nextPage === null ? null : `&cursor=${nextPage}`
  }
  expect([ids.length, new Set(ids).size]).toEqual([25, 25])
})

test('documents can be set to fewer, and are sorted by what is asked', async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'documents', { item: 'draft-invoices', period: 'Oct 2026', count: 5 })
  await tenant.control('POST', 'documents', { item: 'draft-invoices', period: 'Oct 2026', count: 3 })
  const path = `/object-query/invoices?${queryOf('status.EQ:Draft')}&sort[]=invoicedate.DESC`
  const { data } = found.parse((await tenant.call('GET', path)).body)
  expect(data.map((one) => one.invoiceDate)).toEqual(['2026-10-31', '2026-10-15', '2026-10-01'])
})

test.each([
  ['a field of another object', queryOf('refunddate.GE:2026-10-01'), 27],
  ['an unknown operator', queryOf('status.IS:Draft'), 27],
  ['no operator', queryOf('status'), 27],
  ['a bad sort', 'sort[]=amount.ASC', 27],
  ['a bad date', queryOf('invoicedate.GE:10/01/2026'), 20],
  ['too large a page', 'pageSize=100', 20],
  ['a cursor that is none', 'cursor=x', 20],
])(provokes('refused: %s', 'query-bad-filter', 'query-page-size'), async (_name, query, category) => {
  const tenant = await startTenant()
  const refused = await tenant.call('GET', `/object-query/invoices?${query}`)
  expect([refused.status, categoryOf(refused.body)]).toEqual([400, category])
})

test.each([
  ['invoices', 'posted-invoices'],
  ['payments', 'processed-payments'],
  ['refunds', 'processed-refunds'],
  ['credit-memos', 'posted-credit-memos'],
  ['debit-memos', 'posted-debit-memos'],
])(
  provokes('%s are sorted and filtered by updateddate, unless it is not supported', 'query-updateddate'),
  async (object, item) => {
    const tenant = await startTenant()
    await tenant.control('POST', 'documents', { item, period: 'Oct 2026', count: 6 })
    const date = { invoices: 'invoicedate', payments: 'effectivedate', refunds: 'refunddate' }[object] ?? 'memodate'
    const inOctober = queryOf(`${date}.GE:2026-10-01`, `${date}.LE:2026-10-31`)
    const path = `/object-query/${object}?${inOctober}&sort[]=updateddate.DESC&pageSize=99`
    const newest = async () =>
      found.parse((await tenant.call('GET', path)).body).data.map((one) => String(one.updatedDate))
    const before = await newest()
    expect(before).toEqual(before.toSorted().reverse())
    await tenant.control('POST', 'documents/changes', { object, period: 'Oct 2026', count: 4 })
    const after = await newest()
    expect(after[0]?.localeCompare(before[0] ?? '')).toBe(1)
    tenant.advance(60)
    const since = queryOf(`updateddate.GT:${new Date(Date.parse(before[0] ?? '')).toISOString()}`)
    expect((await tenant.control('POST', 'documents/changes', { object, period: 'Oct 2026', count: 8 })).body).toEqual({
      changed: 6,
      added: 2,
    })
    const changed = found.parse((await tenant.call('GET', `/object-query/${object}?${inOctober}&${since}`)).body).data
    expect(changed).toHaveLength(8)
    await tenant.control('POST', 'settings', { withoutUpdatedDate: [object] })
    for (const query of [since, 'sort[]=updateddate.DESC']) {
      const refused = await tenant.call('GET', `/object-query/${object}?${query}`)
      expect([refused.status, categoryOf(refused.body)]).toEqual([400, 27])
    }
  },
)

test('documents that block nothing are counted apart from those that do', async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'documents', { item: 'posted-invoices', period: 'Oct 2026', count: 7 })
  const { body } = await tenant.control('GET', 'periods')
  const october = z
    .object({ periods: z.array(z.looseObject({ name: z.string() })) })
    .parse(body)
    .periods.find(({ name }) => name === 'Oct 2026')
  expect(october).toMatchObject({ documents: { 'draft-invoices': 0 }, settled: { 'posted-invoices': 7 } })
  expect((await tenant.ask('close', 'Oct 2026')).status).toBe(200)
})
