import { expect, test } from 'vitest'
import { startScriptedClient } from './scripted-client.ts'

const path = '/v1/accounting-periods/p1'
const success = { body: { success: true } }

const date = 'Tue, 03 Nov 2026 14:00:01 GMT'

// https://developer.zuora.com/docs/guides/rate-limits: wait as Retry-After says, else until RateLimit-Reset, else back off.
test.each([
  [429, { 'retry-after': '0' }, 0],
  [429, { 'retry-after': '2' }, 2000],
  [429, { 'retry-after': date }, 1000],
  [503, { 'retry-after': 'Tue, 03 Nov 2026 13:59:00 GMT' }, 0],
  [429, { 'ratelimit-reset': '1' }, 1000],
  [503, { 'ratelimit-reset': '2' }, 2000],
  [429, {}, 600],
  [503, {}, 600],
  [409, {}, 600],
  [502, {}, 600],
])(
  'a read is sent once more when Zuora says to wait shortly, or not how long: HTTP %d %j',
  async (status, headers, ms) => {
    const { zuora, client, waits } = await startScriptedClient()
    zuora.on(`GET ${path}`, { status, headers }, success)
    expect(await client.read(path)).toEqual({ success: true })
    expect(waits).toEqual([ms])
  },
)

test.each([
  [0, 200],
  [1, 1000],
])('without a word from Zuora, callers do not all come back at the same moment (dice: %d)', async (dice, ms) => {
  const { zuora, client, waits } = await startScriptedClient({ random: () => dice })
  zuora.on(`GET ${path}`, { status: 429 }, success)
  await client.read(path)
  expect(waits).toEqual([ms])
})

test('an answer that is a no is not asked for again', async () => {
  const { zuora, client, waits } = await startScriptedClient()
  zuora.on(`GET ${path}`, { status: 400, body: { success: false, reasons: [{ code: 50000020, message: 'no' }] } })
  await expect(client.read(path)).rejects.toMatchObject({ name: 'ZuoraRefused' })
  expect(waits).toEqual([])
})

test('a read that is limited twice ends as busy, with the wait that Zuora asks for', async () => {
  const { zuora, client } = await startScriptedClient()
  zuora.on(`GET ${path}`, { status: 429, headers: { 'retry-after': '0' } })
  await expect(client.read(path)).rejects.toMatchObject({ name: 'ZuoraBusy', retryAfterSeconds: 0 })
  expect(zuora.seen.filter(({ method }) => method === 'GET')).toHaveLength(2)
})

test('a read that would have to wait long is not sent again', async () => {
  const { zuora, client } = await startScriptedClient()
  zuora.on(`GET ${path}`, { status: 503, headers: { 'retry-after': '3' } }, success)
  await expect(client.read(path)).rejects.toMatchObject({ name: 'ZuoraUnavailable', retryAfterSeconds: 3 })
})

test('a read whose connection broke is sent once more, for it may have idled too long', async () => {
  const { zuora, client } = await startScriptedClient()
  zuora.on(`GET ${path}`, 'break', success)
  expect(await client.read(path)).toEqual({ success: true })
})

test('a read that breaks twice, or is not answered, is unavailable', async () => {
  const { zuora, client } = await startScriptedClient({ readTimeoutMs: 300 })
  zuora.on(`GET ${path}`, 'break', 'break', 'silence')
  await expect(client.read(path)).rejects.toMatchObject({ name: 'ZuoraUnavailable', cause: { code: 'UND_ERR_SOCKET' } })
  await expect(client.read(path)).rejects.toMatchObject({ name: 'ZuoraUnavailable', cause: { name: 'TimeoutError' } })
})
