import { expect, test } from 'vitest'
import { documentKinds, type Watermark } from '../../../src/domain/documents/watermark.ts'
import { createDocuments } from '../../../src/zuora/documents.ts'
import type { Reply, Seen } from '../../support/scripted-zuora.ts'
import { startScriptedClient } from './scripted-client.ts'

const october = { startDate: '2026-10-01', endDate: '2026-10-31' }
const newest = '2026-11-02T09:15:07.000-08:00'

/** As Zuora documents an answer of Object Query, cut to what counts here. */
function page(count: number, nextPage?: string): Reply {
  const data = Array.from({ length: count }, (_, i) => ({ id: `${i}`, updatedDate: newest }))
  return { body: { data, ...(nextPage && { nextPage }) } }
}

async function startDocuments(replies: Record<string, Reply | ((seen: Seen) => Reply)> = {}) {
  const { zuora, client } = await startScriptedClient()
  for (const kind of documentKinds) zuora.on(`GET /object-query/${kind}`, replies[kind] ?? page(0))
  return { zuora, documents: createDocuments(client) }
}

const seen = (documents: (typeof documentKinds)[number], mark: string | null): Watermark => ({
  documents,
  kind: 'seen',
  count: 2,
  more: false,
  newest: mark,
})

test('for each kind: how many are dated in the period, whatever their status, and the newest change', async () => {
  const { zuora, documents } = await startDocuments({
    invoices: ({ query }) => page(query.get('pageSize') === '1' ? 1 : 3),
  })
  const marks = await documents.watermarks(october)
  expect(marks[0]).toEqual({ documents: 'invoices', kind: 'seen', count: 3, more: false, newest })
  expect(marks.slice(1).map((mark) => [mark.documents, mark.kind === 'seen' && [mark.count, mark.newest]])).toEqual([
    ['payments', [0, null]],
    ['refunds', [0, null]],
    ['credit-memos', [0, null]],
    ['debit-memos', [0, null]],
  ])
  const asked = zuora.seen.filter(({ path }) => path === '/object-query/invoices')
  expect(asked.map(({ query }) => [query.get('pageSize'), query.get('sort[]'), ...query.getAll('filter[]')])).toEqual([
    ['1', 'updateddate.DESC', 'invoicedate.GE:2026-10-01', 'invoicedate.LE:2026-10-31'],
    ['99', null, 'invoicedate.GE:2026-10-01', 'invoicedate.LE:2026-10-31'],
  ])
})

test('after ten pages there are at least that many', async () => {
  const { documents } = await startDocuments({
    payments: ({ query }) => (query.get('pageSize') === '1' ? page(1) : page(99, 'again')),
  })
  expect((await documents.watermarks(october))[1]).toMatchObject({ count: 990, more: true, newest })
})

// Zuora's guide to ERP integrations: "filter[]=updateddate.GT:<last_sync>", for each of these five objects.
test('what was changed since is counted from the mark, in Zuora’s own text', async () => {
  const { zuora, documents } = await startDocuments({ invoices: page(4), 'debit-memos': page(1) })
  const marks = [seen('invoices', newest), seen('debit-memos', '2026-11-02T09:15:07+01:00')]
  expect(await documents.changedSince(october, marks)).toEqual([
    { documents: 'invoices', kind: 'counted', count: 4, more: false },
    { documents: 'debit-memos', kind: 'counted', count: 1, more: false },
  ])
  expect(
    zuora.seen.filter(({ path }) => path.startsWith('/object')).map(({ query }) => query.getAll('filter[]')),
  ).toEqual(
    expect.arrayContaining([
      ['invoicedate.GE:2026-10-01', 'invoicedate.LE:2026-10-31', `updateddate.GT:${newest}`],
      ['memodate.GE:2026-10-01', 'memodate.LE:2026-10-31', 'updateddate.GT:2026-11-02T09:15:07+01:00'],
    ]),
  )
})

test('where there was none, all that are there now have been changed since', async () => {
  const { zuora, documents } = await startDocuments({ refunds: page(2) })
  expect(await documents.changedSince(october, [seen('refunds', null)])).toMatchObject([{ count: 2 }])
  expect(zuora.seen.at(-1)?.query.getAll('filter[]')).toEqual(['refunddate.GE:2026-10-01', 'refunddate.LE:2026-10-31'])
})

test('a kind that was not checked then is not checked now, and says the same', async () => {
  const { zuora, documents } = await startDocuments()
  const mark: Watermark = { documents: 'refunds', kind: 'not-checked', because: 'Zuora is busy' }
  expect(await documents.changedSince(october, [mark])).toEqual([mark])
  expect(zuora.seen).toEqual([])
})

const words = (code: string, message: string) => ({ success: false, reasons: [{ code, message }] })
const failures: [string, Reply, string][] = [
  [
    'does not sort by updateddate',
    { status: 400, body: words('59900027', 'Invalid sort.') },
    'Zuora refused: Invalid sort.',
  ],
  ['says so with HTTP 200', { body: words('59900027', 'Invalid sort.') }, 'Zuora refused: Invalid sort.'],
  ['is busy', { status: 429 }, 'Zuora is busy'],
  ['is away', { status: 503 }, 'Zuora did not answer'],
  ['answers without updateddate', { body: { data: [{ id: '1' }] } }, 'Zuora’s answer could not be read'],
  ['answers something else', { body: { rows: [] } }, 'Zuora’s answer could not be read'],
]

test.each(failures)('a Zuora that %s: not checked, with the reason, and the others are', async (_, reply, because) => {
  const { documents } = await startDocuments({ refunds: reply })
  const marks = await documents.watermarks(october)
  expect(marks.filter(({ kind }) => kind === 'not-checked')).toEqual([
    { documents: 'refunds', kind: 'not-checked', because },
  ])
})

test('a filter by updateddate that Zuora refuses: not checked', async () => {
  const refusal = { status: 400, body: words('59900027', 'Invalid filter.') }
  const { documents } = await startDocuments({ 'credit-memos': refusal })
  expect(await documents.changedSince(october, [seen('credit-memos', newest)])).toEqual([
    { documents: 'credit-memos', kind: 'not-checked', because: 'Zuora refused: Invalid filter.' },
  ])
})

test('a tenant without Invoice Settlement has no memos to look at', async () => {
  const refusal = { status: 403, body: words('59900010', 'This feature is not enabled.') }
  const { documents } = await startDocuments({ 'debit-memos': refusal })
  expect((await documents.watermarks(october))[4]).toMatchObject({
    because: 'Invoice Settlement is not enabled in Zuora, or not for this user (This feature is not enabled.)',
  })
})
