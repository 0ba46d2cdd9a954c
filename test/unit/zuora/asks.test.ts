import { expect, test } from 'vitest'
import { unchanging } from '../../support/unchanging.ts'
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

/** 255 characters are the longest notes that Zuora takes; here they are over 1000 bytes. */
const longNotes = '📘'.repeat(127) + '…'.repeat(170)

test('a body of over 1000 bytes goes compressed, a smaller one as it is', async () => {
  const { zuora, client } = await startScriptedClient()
  zuora.on(`PUT ${path}`, success)
  await client.ask({ method: 'PUT', path, content: { notes: longNotes } }, 'US-0147')
  await client.ask({ method: 'PUT', path, content: { notes: 'short' } }, 'US-0147')
  const [large, small] = zuora.seen.slice(-2)
  expect(large?.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'application/json' })
  expect(JSON.parse(large?.body ?? '')).toEqual({ notes: longNotes })
  expect(Number(large?.headers['content-length'])).toBeLessThan(1000)
  expect(small?.headers).not.toHaveProperty('content-encoding')
  expect(JSON.parse(small?.body ?? '')).toEqual({ notes: 'short' })
})

test('signing in is never compressed, however long the credentials', async () => {
  const { zuora, client } = await startScriptedClient({
    credentials: unchanging({ clientId: 'id', clientSecret: 'x'.repeat(1500) }),
  })
  zuora.on(`PUT ${path}`, success)
  await client.ask(put(path), 'US-0147')
  expect(zuora.seen[0]).toMatchObject({ path: '/oauth/token', body: expect.stringContaining('x'.repeat(1500)) })
  expect(zuora.seen[0]?.headers).not.toHaveProperty('content-encoding')
})

test('an ask that meets an ended token is sent once more, with the same key', async () => {
  const { zuora, client } = await startScriptedClient()
  const ended = { status: 401, body: { success: false, reasons: [{ code: 90000011, message: 'no' }] } }
  zuora.on('POST /v1/accounting-periods', ended, { body: { success: true, id: 'p9' } })
  const request = { method: 'POST', path: '/v1/accounting-periods', content: {}, idempotencyKey: 'US-0147' } as const
  expect(await client.ask(request, 'US-0147')).toMatchObject({ kind: 'accepted', createdId: 'p9' })
  const posts = zuora.seen.filter((seen) => seen.path === '/v1/accounting-periods')
  expect(posts.map(({ headers }) => headers['idempotency-key'])).toEqual(['US-0147', 'US-0147'])
})

test('an ask for which signing in took too long is not sent: its turn may be taken for settled by then', async () => {
  const { zuora, client, clock } = await startScriptedClient()
  zuora.on(`PUT ${path}/close`, success)
  zuora.on('POST /oauth/token', () => {
    clock.now = new Date(clock.now.getTime() + 20_000)
    return { body: { access_token: 'late', expires_in: 3599, token_type: 'bearer', jti: 'j', scope: 's' } }
  })
  expect(await client.ask(put(`${path}/close`), 'US-0147')).toMatchObject({
    kind: 'busy',
    because: 'not sent: signing in took too long',
  })
  expect(zuora.seen.filter(({ method }) => method === 'PUT')).toEqual([])
})
