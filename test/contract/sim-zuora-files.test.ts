import { request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { provokes } from './sim-zuora-rules.ts'
import { categoryOf, startTenant } from './sim-zuora-tenant.ts'

type Tenant = Awaited<ReturnType<typeof startTenant>>

const invoiceAging = 'accountsReceivableInvoiceAgingDetailExportFileId'
const offered = [
  'accountsReceivableAccountAgingDetailExportFileId',
  invoiceAging,
  'arRollForwardDetailExportFileId',
  'revenueDetailCsvFileId',
]
const notOffered = [
  'accountsReceivableDebitMemoAgingDetailExportFileId',
  'fxRealizedGainAndLossDetailExportFileId',
  'fxUnrealizedGainAndLossDetailExportFileId',
  'revenueDetailExcelFileId',
  'unprocessedChargesFileId',
]

/** Runs a trial balance to its end and returns the ids of its reports. */
async function run(tenant: Tenant, name = 'Oct 2026') {
  await tenant.ask('run-trial-balance', name)
  tenant.advance(20)
  return (await tenant.retrieve(name)).fileIds
}

const fetchFile = async (tenant: Tenant, id: unknown) => tenant.call('GET', `/v1/files/${String(id)}`)

test(provokes('nine ids, some null, only once a trial balance has completed', 'file-ids'), async () => {
  const tenant = await startTenant()
  const before = (await tenant.retrieve('Oct 2026')).fileIds
  expect(Object.keys(before).sort()).toEqual([...offered, ...notOffered].sort())
  expect(new Set(Object.values(before))).toEqual(new Set([null]))
  const fileIds = await run(tenant)
  for (const name of offered) expect(fileIds[name]).toEqual(expect.any(String))
  for (const name of notOffered) expect(fileIds[name]).toBeNull()
  await tenant.control('POST', 'settings', { reports: ['unprocessedChargesFileId', 'revenueDetailExcelFileId'] })
  const others = await run(tenant)
  expect(Object.keys(others).filter((name) => others[name] !== null)).toEqual([
    'revenueDetailExcelFileId',
    'unprocessedChargesFileId',
  ])
})

test(
  provokes(
    'ids are stable and of one run; its reports are equal to the next one’s until a document changes',
    'file-ids-per-run',
    'file-text',
  ),
  async () => {
    const tenant = await startTenant()
    const texts = async (ids: Awaited<ReturnType<typeof run>>) =>
      Promise.all(offered.map(async (name) => (await fetchFile(tenant, ids[name])).body))
    const first = await run(tenant)
    expect((await tenant.retrieve('Oct 2026')).fileIds).toEqual(first)
    const second = await run(tenant)
    for (const name of offered) expect(second[name]).not.toBe(first[name])
    expect(await texts(second)).toEqual(await texts(first))
    const change = { object: 'invoices', period: 'Oct 2026', count: 2 }
    expect((await tenant.control('POST', 'documents/changes', change)).body).toEqual({ changed: 2, added: 0 })
    const third = await run(tenant)
    const [before, after] = [await texts(second), await texts(third)]
    for (const [index, text] of after.entries()) expect(text).not.toEqual(before[index])
    await tenant.control('POST', 'documents/changes', { ...change, period: 'Nov 2026' })
    expect(await texts(await run(tenant))).toEqual(after)
  },
)

test(provokes('what changes while a trial balance runs is not in it', 'trial-balance-is-of-its-start'), async () => {
  const tenant = await startTenant()
  await tenant.ask('run-trial-balance', 'Oct 2026')
  await tenant.control('POST', 'documents', { item: 'posted-invoices', period: 'Oct 2026', count: 9 })
  tenant.advance(20)
  const { fileIds } = await tenant.retrieve('Oct 2026')
  const rows = z
    .string()
    .parse((await fetchFile(tenant, fileIds[invoiceAging])).body)
    .trim()
    .split('\r\n')
  expect(rows).toHaveLength(1 + 3)
  expect(rows[0]).toBe('Invoice Number,Invoice Date,Days at Period End,Last Change')
})

test('periods that were closed before the tenant was first looked at have reports', async () => {
  const tenant = await startTenant()
  const { fileIds } = await tenant.retrieve('Sep 2026')
  const { body } = await fetchFile(tenant, fileIds.arRollForwardDetailExportFileId)
  expect(body).toContain('invoices,3,2026-09-01T00:00:00.000Z\r\n')
})

/** What is on the wire: `fetch` would hide the compression. */
function raw(url: string, headers: Record<string, string>) {
  return new Promise<{ headers: NodeJS.Dict<string | string[]>; bytes: Buffer }>((resolve, reject) => {
    const sent = request(url, { headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () => resolve({ headers: response.headers, bytes: Buffer.concat(chunks) }))
    })
    sent.on('error', reject).end()
  })
}

test(
  provokes('a file comes as it is, with its type and length, and compressed if it is asked for', 'file-as-it-is'),
  async () => {
    const tenant = await startTenant()
    await tenant.control('POST', 'documents', { item: 'posted-invoices', period: 'Oct 2026', count: 60 })
    const id = (await run(tenant))[invoiceAging]
    const plain = await fetchFile(tenant, id)
    expect(plain.headers.get('content-type')).toBe('text/csv;charset=UTF-8')
    const text = z.string().parse(plain.body)
    const token = tenant.token()
    const address = `${tenant.url}/v1/files/${id}`
    const whole = await raw(address, { authorization: token, 'accept-encoding': 'identity' })
    expect([whole.headers['content-encoding'], whole.headers['content-length']]).toEqual([
      undefined,
      String(text.length),
    ])
    const small = await raw(address, { authorization: token, 'accept-encoding': 'gzip' })
    expect(small.headers['content-encoding']).toBe('gzip')
    expect(Number(small.headers['content-length'])).toBe(small.bytes.byteLength)
    expect(gunzipSync(small.bytes).toString()).toBe(text)
  },
)

test(
  provokes('a file may be too large, which is 403 and no JSON, or missing', 'file-too-large', 'file-missing'),
  async () => {
    const tenant = await startTenant()
    const ids = await run(tenant)
    await tenant.control('POST', 'file-troubles', [
      { file: 'revenueDetailCsvFileId', kind: 'too-large' },
      { file: ids[invoiceAging], kind: 'missing' },
    ])
    const large = await fetchFile(tenant, ids.revenueDetailCsvFileId)
    expect([large.status, large.body]).toEqual([403, '<security:max-object-size>2047MB</security:max-object-size>'])
    for (const id of [ids[invoiceAging], 'none']) {
      const missing = await fetchFile(tenant, id)
      expect([missing.status, categoryOf(missing.body)]).toEqual([404, 40])
    }
    expect((await tenant.control('DELETE', 'file-troubles')).body).toEqual({ troubles: [] })
    expect((await fetchFile(tenant, ids[invoiceAging])).status).toBe(200)
  },
)

test('a file may be large, and slow: half of it comes at once', async () => {
  const tenant = await startTenant()
  const ids = await run(tenant)
  await tenant.control('POST', 'file-troubles', { file: ids[invoiceAging], kind: 'padded', bytes: 200_000 })
  expect(String((await fetchFile(tenant, ids[invoiceAging])).body).length).toBeGreaterThanOrEqual(200_000)
  const slow = { file: 'revenueDetailCsvFileId', kind: 'slow', ms: 60_000 }
  expect((await tenant.control('POST', 'file-troubles', slow)).status).toBe(200)
  const client = new AbortController()
  const headers = { authorization: tenant.token() }
  const address = `${tenant.url}/v1/files/${ids.revenueDetailCsvFileId}`
  const response = await fetch(address, { headers, signal: client.signal })
  const reader = response.body?.getReader()
  expect((await reader?.read())?.value?.byteLength).toBeGreaterThan(20)
  client.abort()
  await expect(reader?.read()).rejects.toThrow()
})
