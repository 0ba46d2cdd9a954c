import { expect, test } from 'vitest'
import { startScriptedClient } from './scripted-client.ts'

const path = '/v1/accounting-periods/p1'
const success = { body: { success: true } }

test.each(['0', 'Tue, 03 Nov 2026 13:59:00 GMT'])(
  'a read is sent once more when Zuora says to wait shortly (%s)',
  async (wait) => {
    const { zuora, client } = await startScriptedClient()
    const limited = { status: 429, headers: { 'retry-after': wait } }
    zuora.on(`GET ${path}`, limited, success)
    expect(await client.read(path)).toEqual({ success: true })
  },
)

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

