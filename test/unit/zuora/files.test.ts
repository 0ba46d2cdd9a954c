import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createReports, type ReportsOptions } from '../../../src/zuora/files.ts'
import type { Reply } from '../../support/scripted-zuora.ts'
import { startScriptedClient } from './scripted-client.ts'

const csv = 'Invoice Number,Days\r\nINV-1,30\r\nINV-2,60\r\n'
// "The response always contains character encoding information in the Content-Type header."
const asCsv = { 'content-type': 'text/csv;charset=UTF-8' }
const aging = { report: 'accountsReceivableInvoiceAgingDetailExport', fileId: 'f1' }
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

async function startReports(options?: ReportsOptions) {
  const scripted = await startScriptedClient()
  return { ...scripted, reports: createReports(scripted.client, options) }
}

/** The connection breaks after this. */
function* brokenOff(text: string | Uint8Array) {
  yield text
  throw new Error('broken off')
}

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test('a report is measured: its bytes, its lines without the header, its hash', async () => {
  const { zuora, reports } = await startReports()
  zuora.on('GET /v1/files/f1', { headers: asCsv, body: csv })
  expect(await reports.measure([aging])).toEqual([
    { ...aging, kind: 'measured', bytes: csv.length, rows: 2, sha256: sha256(csv) },
  ])
})

test('a compressed report is measured as it is once decompressed', async () => {
  const { zuora, reports } = await startReports()
  const large = csv + 'INV-3,90\r\n'.repeat(2000)
  zuora.on('GET /v1/files/f1', { headers: asCsv, body: large, gzip: true })
  expect(await reports.measure([aging])).toMatchObject([{ bytes: large.length, rows: 2002, sha256: sha256(large) }])
  expect(zuora.seen.at(-1)?.headers['accept-encoding']).toBe('gzip')
})

test.each([
  ['Header,Two\nno,end', 1],
  ['Header,Two\n', 0],
  ['Header,Two', 0],
  ['', 0],
  ['Header,Two\r\n"line\r\nbreak",1\r\n\r\n"a ""quoted"" word",2\r\n', 2],
])('rows are lines of data, not line breaks: %j', async (text, rows) => {
  const { zuora, reports } = await startReports()
  zuora.on('GET /v1/files/f1', { headers: asCsv, chunks: text })
  expect(await reports.measure([aging])).toMatchObject([{ kind: 'measured', rows, sha256: sha256(text) }])
})

test.each(['application/vnd.ms-excel', 'application/zip;charset=UTF-8'])('%s has no rows to count', async (type) => {
  const { zuora, reports } = await startReports()
  zuora.on('GET /v1/files/f1', { headers: { 'content-type': type }, body: csv })
  expect(await reports.measure([aging])).toMatchObject([{ kind: 'measured', rows: null, sha256: sha256(csv) }])
})

test('a report that never ends is left at the limit', async () => {
  const { zuora, reports } = await startReports({ largestBytes: 3_000_000 })
  const forever = (function* () {
    for (;;) yield Buffer.alloc(64_000, 'x')
  })()
  zuora.on('GET /v1/files/f1', { headers: asCsv, chunks: forever })
  expect(await reports.measure([aging])).toEqual([
    { ...aging, kind: 'not-measured', because: 'larger than the 3 MB that are measured' },
  ])
})

const words = (code: number, message: string) => ({ success: false, reasons: [{ code, message }] })
const failures: [string, Reply, string][] = [
  [
    // "If you have a data request that exceeds this limit, Zuora returns the following 403 response."
    'over 2,047 MB',
    { status: 403, body: '<security:max-object-size>2047MB</security:max-object-size>' },
    'Zuora refused (HTTP 403), as it does for files over 2,047 MB',
  ],
  ['not permitted', { status: 403, body: words(58900010, 'Not for you.') }, 'Zuora refused: Not for you.'],
  ['gone', { status: 404, body: words(58900040, 'No such file.') }, 'Zuora does not have this file: No such file.'],
  ['gone, in HTTP 200', { body: words(58900040, 'No such file.') }, 'Zuora does not have this file: No such file.'],
  ['limited', { status: 429 }, 'Zuora is busy'],
  ['cut off', 'break', 'Zuora did not answer'],
  ['a login page', { headers: { 'content-type': 'text/html' }, body: '<html>Login</html>' }, 'Zuora did not answer'],
  ['JSON', { body: { success: true } }, 'Zuora’s answer could not be read'],
]

test.each(failures)('a report that is %s is not measured, and the next is', async (_, reply, because) => {
  const { zuora, reports } = await startReports()
  zuora.on('GET /v1/files/f1', reply)
  zuora.on('GET /v1/files/f2', { headers: asCsv, body: csv })
  expect(await reports.measure([aging, { ...aging, fileId: 'f2' }])).toMatchObject([
    { fileId: 'f1', kind: 'not-measured', because },
    { fileId: 'f2', kind: 'measured' },
  ])
})

test.each([
  ['plain', { ...asCsv, 'content-length': '100' }, brokenOff(csv)],
  ['compressed', { ...asCsv, 'content-encoding': 'gzip' }, [gzipSync(csv).subarray(0, 20)]],
])('half a report is no report (%s)', async (_, headers, half) => {
  const { zuora, reports } = await startReports()
  zuora.on('GET /v1/files/f1', { headers, chunks: half })
  expect(await reports.measure([aging])).toMatchObject([{ kind: 'not-measured', because: 'Zuora did not answer' }])
})

test('what is not read in the time for all of them is not measured', async () => {
  const { zuora, reports } = await startReports({ measureWithinMs: 200 })
  zuora.on('GET /v1/files/f1', 'silence')
  const files = ['f1', 'f1', 'f1'].map((fileId) => ({ ...aging, fileId }))
  expect((await reports.measure(files)).map((facts) => facts.kind === 'not-measured' && facts.because)).toEqual(
    Array.from({ length: 3 }, () => 'not read within 0.2 s'),
  )
})

test('no more than two are read at a time, and each keeps its place', async () => {
  const { zuora, reports } = await startReports()
  const ids = ['f1', 'f2', 'f3', 'f4', 'f5']
  let underWay = 0
  let most = 0
  for (const id of ids) {
    zuora.on(`GET /v1/files/${id}`, async () => {
      most = Math.max(most, ++underWay)
      await new Promise(setImmediate)
      underWay -= 1
      return { headers: asCsv, body: `${id}\n` }
    })
  }
  const measured = await reports.measure(ids.map((fileId) => ({ ...aging, fileId })))
  expect(measured.map((facts) => facts.kind === 'measured' && facts.sha256)).toEqual(ids.map((id) => sha256(`${id}\n`)))
  expect(most).toBe(2)
})

test('an opened report tells its length where Zuora does, for it is not compressed', async () => {
  const { zuora, reports } = await startReports()
  zuora.on('GET /v1/files/f1', { headers: { ...asCsv, 'content-length': `${csv.length}` }, body: csv })
  const { bytes, content } = await reports.open('f1')
  expect(bytes).toBe(csv.length)
  expect(await textOf(content)).toBe(csv)
  expect(zuora.seen.at(-1)?.headers['accept-encoding']).toBe('identity')
})

test('an opened report that breaks off says so to whoever reads it', async () => {
  const { zuora, reports } = await startReports()
  zuora.on('GET /v1/files/f1', { headers: { ...asCsv, 'content-length': '100' }, chunks: brokenOff(csv) })
  const read = reports.open('f1').then(({ content }) => textOf(content))
  await expect(read).rejects.toMatchObject({ name: 'ZuoraUnavailable' })
})

test('opening throws as reads do; an ended token is replaced', async () => {
  const { zuora, reports } = await startReports()
  zuora.on('GET /v1/files/f1', { status: 404, body: words(58900040, 'No such file.') })
  await expect(reports.open('f1')).rejects.toMatchObject({ name: 'ZuoraRefused', because: 'not-found' })
  zuora.on('GET /v1/files/f2', { status: 401 }, { headers: asCsv, body: csv })
  expect(await textOf((await reports.open('f2')).content)).toBe(csv)
})

test('an id cannot lead to another path', async () => {
  const { zuora, reports } = await startReports()
  zuora.on('GET /v1/files/..%2Fusers', { headers: asCsv, body: csv })
  expect(await reports.measure([{ ...aging, fileId: '../users' }])).toMatchObject([{ kind: 'measured' }])
})
