import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { caught, clientSecret, put, startScriptedClient } from './scripted-client.ts'

const path = '/v1/accounting-periods/p1'
const success = { body: { success: true } }

test('every call carries the version that Zuora documents for real HTTP codes, and asks for gzip', async () => {
  const { zuora, client } = await startScriptedClient()
  zuora.on(`GET ${path}`, success)
  await client.read(path)
  const headers = zuora.seen.at(-1)?.headers
  expect(headers).toMatchObject({
    authorization: 'Bearer token-1',
    'zuora-version': '2025-08-12',
    'accept-encoding': 'gzip',
  })
  expect(headers).not.toHaveProperty('zuora-entity-ids')
  expect(headers).not.toHaveProperty('zuora-org-ids')
  expect(headers).not.toHaveProperty('zuora-track-id')
})

test('while a request is worked on, every call names it: reads, files, and signing in', async () => {
  const { zuora, client, log } = await startScriptedClient({ trackId: () => 'US-0147' })
  zuora.on(`GET ${path}`, success)
  await client.read(path)
  await client.open(path, { timeoutMs: 1000, compressed: false }).catch(() => undefined)
  expect(zuora.seen.map(({ headers }) => headers['zuora-track-id'])).toEqual(['US-0147', 'US-0147', 'US-0147'])
  expect(log.map(({ trackId }) => trackId)).toEqual(['US-0147', 'US-0147', 'US-0147'])
})

test('entity and organisations are named only where they are configured', async () => {
  const { zuora, client } = await startScriptedClient({ entityId: '1a2b7a37', orgIds: ['o1', 'o2'] })
  zuora.on(`GET ${path}`, success)
  await client.read(path)
  expect(zuora.seen.at(-1)?.headers).toMatchObject({ 'zuora-entity-ids': '1a2b7a37', 'zuora-org-ids': 'o1,o2' })
})

test('an ask is a PUT of {} as JSON with the track id, and without an Idempotency-Key', async () => {
  const { zuora, client } = await startScriptedClient()
  zuora.on(`PUT ${path}/close`, success)
  await client.ask(put(`${path}/close`), 'US-0147')
  const { headers, body } = zuora.seen.at(-1) ?? {}
  expect(body).toBe('{}')
  expect(headers).toMatchObject({ 'content-type': 'application/json', 'zuora-track-id': 'US-0147' })
  expect(headers).not.toHaveProperty('idempotency-key')
})

test('a track id loses the characters that Zuora documents as illegal', async () => {
  const { zuora, client } = await startScriptedClient()
  zuora.on(`PUT ${path}/close`, success)
  await client.ask(put(`${path}/close`), `arn:aws:states:us-east-1:1:execution;"é'${'x'.repeat(60)}`)
  const trackId = zuora.seen.at(-1)?.headers['zuora-track-id']
  expect(trackId).toMatch(/^arn-aws-states-us-east-1-1-execution----x+$/)
  expect(trackId).toHaveLength(64)
})

test('the base URL may have a path', async () => {
  const { zuora } = await startScriptedClient()
  const { client } = await startScriptedClient({ baseUrl: `${zuora.url}/zuora/` })
  zuora.on('POST /zuora/oauth/token', { body: { access_token: 't', expires_in: 3599 } })
  zuora.on(`GET /zuora${path}`, success)
  expect(await client.read(path)).toEqual({ success: true })
})

test('compressed answers are read, and compressed errors too', async () => {
  const { zuora, client } = await startScriptedClient()
  const reasons = [{ code: 53100330, message: 'Rule. '.repeat(300) }]
  zuora.on(
    `GET ${path}`,
    { gzip: true, body: { success: true, name: 'Oct 2026' } },
    { gzip: true, status: 400, body: { success: false, reasons } },
  )
  expect(await client.read(path)).toMatchObject({ name: 'Oct 2026' })
  await expect(client.read(path)).rejects.toMatchObject({ name: 'ZuoraRefused', code: '53100330' })
})

test('a damaged compressed answer says nothing', async () => {
  const { zuora, client } = await startScriptedClient()
  const damaged = gzipSync(JSON.stringify({ success: true }))
    .subarray(0, 12)
    .toString('latin1')
  const reply = { headers: { 'content-encoding': 'gzip' }, body: damaged }
  zuora.on(`GET ${path}`, reply)
  zuora.on(`PUT ${path}/close`, reply)
  await expect(client.read(path)).rejects.toMatchObject({ name: 'ZuoraUnavailable' })
  expect(await client.ask(put(`${path}/close`), 'US-0147')).toMatchObject({ kind: 'unknown' })
})

test('the log names the call and Zuora’s ids and headroom, and nothing else', async () => {
  const { zuora, client, log } = await startScriptedClient()
  zuora.on(`PUT ${path}/close`, {
    status: 400,
    headers: {
      'zuora-request-id': 'r-1',
      'ratelimit-limit': '50000, 50000;w=60, 2250000;w=3600',
      'ratelimit-remaining': '49999',
      'ratelimit-reset': '17',
      'concurrency-limit-limit': '40',
      'concurrency-limit-remaining': '39',
      'concurrency-limit-type': 'Default',
    },
    body: {
      success: false,
      processId: 'CBCFED6580B4E076',
      reasons: [{ code: 50000030, message: 'EUR 12.50 is open' }],
    },
  })
  await client.ask(put(`${path}/close`), 'US-0147')
  expect(log.at(-1)).toEqual({
    method: 'PUT',
    path: `${path}/close`,
    result: 'refused',
    status: 400,
    code: '50000030',
    trackId: 'US-0147',
    zuoraRequestId: 'r-1',
    processId: 'CBCFED6580B4E076',
    ms: expect.any(Number),
    rateLimitRemaining: 49999,
    rateLimit: 50000,
    concurrencyRemaining: 39,
    concurrencyLimit: 40,
  })
  expect(inspect(log)).not.toContain(clientSecret)
  expect(inspect(log)).not.toContain('token-1')
})

test('whatever Zuora repeats, no error holds the secret or a token', async () => {
  const { zuora, client } = await startScriptedClient()
  zuora.on(`GET ${path}`, ({ headers }) => ({
    status: 400,
    body: { reasons: [{ code: 50000020, message: `bad: ${headers.authorization} ${clientSecret}` }] },
  }))
  const error = await caught(client.read(path))
  expect(error).toMatchObject({ name: 'ZuoraRefused', message: 'bad: Bearer *** ***' })
  expect(inspect(error, { depth: 9 })).not.toMatch(/token-1|kX7/)
})

test('a header that cannot be sent is a bug, told without its value', async () => {
  const { client } = await startScriptedClient({ entityId: 'one\r\ntwo' })
  await expect(client.read(path)).rejects.toMatchObject({
    name: 'ZuoraUnexpected',
    message: 'The request to Zuora could not be formed (UND_ERR_INVALID_ARG)',
  })
})
