import { expect, test } from 'vitest'
import { put, startScriptedClient } from './scripted-client.ts'

const path = '/v1/accounting-periods/p1'
const success = { body: { success: true } }

test.each([429, 503, 409])('an ask is never sent twice (HTTP %d)', async (status) => {
  const { zuora, client } = await startScriptedClient()
  zuora.on(`PUT ${path}/close`, { status, headers: { 'retry-after': '0' } })
  await client.ask(put(`${path}/close`), 'US-0147')
  expect(zuora.seen.filter(({ method }) => method === 'PUT')).toHaveLength(1)
})

test('an ask gets a connection of its own, not one that may have died while idle', async () => {
  const { zuora, client } = await startScriptedClient()
  zuora.on(`GET ${path}`, success)
  zuora.on(`PUT ${path}/close`, success)
  await client.read(path)
  const before = zuora.connections()
  await client.ask(put(`${path}/close`), 'US-0147')
  await client.ask(put(`${path}/close`), 'US-0147')
  expect(zuora.connections()).toBe(before + 2)
})

test('an ask whose answer is lost is unknown: the connection broke, or nothing came in time', async () => {
  const { zuora, client } = await startScriptedClient({ askTimeoutMs: 300 })
  zuora.on(`PUT ${path}/close`, 'break', 'silence')
  const broke = await client.ask(put(`${path}/close`), 'US-0147')
  const late = await client.ask(put(`${path}/close`), 'US-0147')
  expect(broke).toMatchObject({ kind: 'unknown', because: 'the connection broke (UND_ERR_SOCKET)' })
  expect(late).toMatchObject({ kind: 'unknown', because: 'no answer within 0.3 s' })
})

test('an ask that reached nobody is busy: certainly nothing was done', async () => {
  const { zuora, client } = await startScriptedClient()
  zuora.on(`GET ${path}`, success)
  await client.read(path)
  await zuora.close()
  expect(await client.ask(put(`${path}/close`), 'US-0147')).toMatchObject({
    kind: 'busy',
    because: 'no connection (ECONNREFUSED)',
  })
})

