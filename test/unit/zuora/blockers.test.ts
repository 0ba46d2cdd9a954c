import { expect, test } from 'vitest'
import { requiredItems } from '../../../src/domain/documents/blockers.ts'
import { createBlockers } from '../../../src/zuora/blockers.ts'
import type { Reply, Seen } from '../../support/scripted-zuora.ts'
import { startScriptedClient } from './scripted-client.ts'

const october = { startDate: '2026-10-01', endDate: '2026-10-31' }
const objects = ['invoices', 'payments', 'refunds', 'credit-memos', 'debit-memos']

/** Zuora documents `{data, nextPage}`, where `nextPage` is the next cursor. */
function page(count: number, nextPage?: string): Reply {
  return { body: { data: Array.from({ length: count }, (_, i) => ({ id: `${i}` })), ...(nextPage && { nextPage }) } }
}

async function startBlockers(replies: Record<string, Reply | ((seen: Seen) => Reply)> = {}) {
  const { zuora, client } = await startScriptedClient({ readTimeoutMs: 2000 })
  for (const object of objects) zuora.on(`GET /object-query/${object}`, replies[object] ?? page(0))
  return { zuora, blockers: createBlockers(client) }
}

test('six scans, each by status and by its own date, within the period', async () => {
  const { zuora, blockers } = await startBlockers()
  await blockers.scan(october)
  const asked = zuora.seen.filter(({ path }) => path.startsWith('/object-query/'))
  expect(asked.map(({ path, query }) => [path.split('/')[2], ...query.getAll('filter[]')]).sort()).toEqual([
    ['credit-memos', 'status.EQ:Draft', 'memodate.GE:2026-10-01', 'memodate.LE:2026-10-31'],
    ['debit-memos', 'status.EQ:Draft', 'memodate.GE:2026-10-01', 'memodate.LE:2026-10-31'],
    ['invoices', 'status.EQ:Draft', 'invoicedate.GE:2026-10-01', 'invoicedate.LE:2026-10-31'],
    ['payments', 'status.EQ:Draft', 'effectivedate.GE:2026-10-01', 'effectivedate.LE:2026-10-31'],
    ['payments', 'status.EQ:Processing', 'effectivedate.GE:2026-10-01', 'effectivedate.LE:2026-10-31'],
    ['refunds', 'status.EQ:Processing', 'refunddate.GE:2026-10-01', 'refunddate.LE:2026-10-31'],
  ])
  expect(asked.every(({ query }) => query.get('pageSize') === '99' && !query.has('cursor'))).toBe(true)
})

test('what is found is counted, in the order of the required items', async () => {
  const { blockers } = await startBlockers({
    invoices: page(3),
    payments: ({ query }) => page(query.getAll('filter[]').includes('status.EQ:Draft') ? 1 : 2),
  })
  const scans = await blockers.scan(october)
  expect(scans.map(({ item }) => item)).toEqual([...requiredItems])
  expect(scans.map((scan) => (scan.kind === 'counted' ? scan.count : scan.because))).toEqual([3, 1, 2, 0, 0, 0])
  expect(scans[0]).toEqual({
    item: 'draft-invoices',
    query:
      'GET /object-query/invoices?filter[]=status.EQ:Draft&filter[]=invoicedate.GE:2026-10-01&filter[]=invoicedate.LE:2026-10-31',
    kind: 'counted',
    count: 3,
    more: false,
  })
})

test('the cursor is followed to the last page', async () => {
  const cursor = 'W3sib3JkZXJ='
  const { blockers } = await startBlockers({
    invoices: ({ query }) => (query.get('cursor') === cursor ? page(5) : page(99, cursor)),
  })
  expect((await blockers.scan(october))[0]).toMatchObject({
    item: 'draft-invoices',
    kind: 'counted',
    count: 104,
    more: false,
  })
})

test('after ten pages there are at least that many', async () => {
  const { zuora, blockers } = await startBlockers({ invoices: page(99, 'again') })
  expect((await blockers.scan(october))[0]).toMatchObject({
    item: 'draft-invoices',
    kind: 'counted',
    count: 990,
    more: true,
  })
  expect(zuora.seen.filter(({ path }) => path === '/object-query/invoices')).toHaveLength(10)
})

const words = (code: number, message: string) => ({ success: false, reasons: [{ code, message }] })
const failures: [string, Reply, string][] = [
  ['busy', { status: 429 }, 'Zuora is busy'],
  ['failing', { status: 500 }, 'Zuora did not answer'],
  ['cut off', 'break', 'Zuora did not answer'],
  ['refusing', { status: 400, body: words(50000027, 'Unsupported filter.') }, 'Zuora refused: Unsupported filter.'],
  ['refusing to sign in', { status: 401 }, 'Zuora refused to sign in'],
  ['unreadable', { body: { rows: [] } }, 'Zuora’s answer could not be read'],
]

test.each(failures)(
  'one scan against a Zuora that is %s is not checked, and the others are',
  async (_, reply, because) => {
    const { blockers } = await startBlockers({ refunds: reply, invoices: page(2) })
    const scans = await blockers.scan(october)
    expect(scans.find(({ item }) => item === 'processing-refunds')).toEqual({
      item: 'processing-refunds',
      query: expect.stringContaining('GET /object-query/refunds?filter[]=status.EQ:Processing'),
      kind: 'not-checked',
      because,
    })
    expect(scans.filter(({ kind }) => kind === 'counted')).toHaveLength(5)
  },
)

test.each([
  [403, words(50000010, 'This feature is not enabled.')],
  [404, words(50000040, 'This feature is not enabled.')],
  [200, words(50000010, 'This feature is not enabled.')],
])('memos of a tenant without Invoice Settlement are not checked, and say why (HTTP %d)', async (status, body) => {
  const { blockers } = await startBlockers({ 'credit-memos': { status, body }, 'debit-memos': { status, body } })
  const scans = await blockers.scan(october)
  expect(scans.slice(4)).toMatchObject(
    ['draft-credit-memos', 'draft-debit-memos'].map((item) => ({
      item,
      kind: 'not-checked',
      because: 'Invoice Settlement is not enabled in Zuora, or not for this user (This feature is not enabled.)',
    })),
  )
})

test('a page that fails makes the whole scan not checked: half a count is no count', async () => {
  const { blockers } = await startBlockers({
    invoices: ({ query }) => (query.has('cursor') ? { status: 503 } : page(99, 'next')),
  })
  expect((await blockers.scan(october))[0]).toMatchObject({ kind: 'not-checked' })
})
