import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { documentedToken } from '../../support/scripted-zuora.ts'
import { caught, clientSecret, put, startScriptedClient } from './scripted-client.ts'

const path = '/v1/accounting-periods/p1'
const success = { body: { success: true } }

test('signing in sends what Zuora documents, and no Authorization header', async () => {
  const { zuora, client } = await startScriptedClient()
  zuora.on(`GET ${path}`, success)
  await client.read(path)
  const { headers, body, query } = zuora.seen[0] ?? {}
  expect(headers?.['content-type']).toBe('application/x-www-form-urlencoded')
  expect(headers).not.toHaveProperty('authorization')
  expect([...(query ?? [])]).toEqual([])
  expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
    client_id: '3f8f5a1e-7a35-4c5c-9f3e-0c1e6d1d7b11',
    client_secret: clientSecret,
    grant_type: 'client_credentials',
  })
})

test('one sign-in serves concurrent callers', async () => {
  const { zuora, client } = await startScriptedClient()
  zuora.on(`GET ${path}`, success)
  await Promise.all(Array.from({ length: 6 }, () => client.read(path)))
  expect(signIns(zuora)).toBe(1)
})

test('a token is kept until a minute before it expires', async () => {
  const { zuora, client, clock } = await startScriptedClient()
  zuora.on(`GET ${path}`, success)
  await client.read(path)
  clock.now = new Date(clock.now.getTime() + (3599 - 61) * 1000)
  await client.read(path)
  expect(signIns(zuora)).toBe(1)
  clock.now = new Date(clock.now.getTime() + 2000)
  await client.read(path)
  expect(signIns(zuora)).toBe(2)
  expect(zuora.seen.at(-1)?.headers.authorization).toBe('Bearer token-2')
})

test('a token that lives shorter than a minute is still used', async () => {
  const { zuora, client } = await startScriptedClient()
  zuora.on('POST /oauth/token', { body: documentedToken('brief', 40) })
  zuora.on(`GET ${path}`, success)
  await client.read(path)
  await client.read(path)
  expect(signIns(zuora)).toBe(1)
})

test('a token that Zuora no longer takes is replaced, and the call made once more', async () => {
  const { zuora, client } = await startScriptedClient()
  const ended = {
    status: 401,
    body: { success: false, reasons: [{ code: 90000011, message: 'Authentication error' }] },
  }
  zuora.on(`GET ${path}`, ended, success)
  zuora.on(`PUT ${path}/close`, ended, success)
  expect(await client.read(path)).toEqual({ success: true })
  expect(await client.ask(put(`${path}/close`), 'US-0147')).toMatchObject({ kind: 'accepted' })
  expect(zuora.seen.map(({ headers }) => headers.authorization).filter(Boolean)).toEqual([
    'Bearer token-1',
    'Bearer token-2',
    'Bearer token-2',
    'Bearer token-3',
  ])
})

test('an ended token arrives as HTTP 200 too, by its category', async () => {
  const { zuora, client } = await startScriptedClient()
  zuora.on(`GET ${path}`, { body: { success: false, reasons: [{ code: '90000011', message: 'no' }] } }, success)
  expect(await client.read(path)).toEqual({ success: true })
})

test('concurrent callers with the same ended token sign in again once', async () => {
  const { zuora, client } = await startScriptedClient()
  zuora.on(`GET ${path}`, ({ headers }) => (headers.authorization === 'Bearer token-1' ? { status: 401 } : success))
  await Promise.all(Array.from({ length: 6 }, () => client.read(path)))
  expect(signIns(zuora)).toBe(2)
})

test('a fresh token that is refused too ends it, for reads and asks alike', async () => {
  const { zuora, client } = await startScriptedClient()
  const refused = { status: 401, headers: { 'zuora-request-id': 'r-7' }, body: { message: 'Unauthorized' } }
  zuora.on(`GET ${path}`, refused)
  zuora.on(`PUT ${path}/close`, refused)
  const expected = { name: 'ZuoraSignInRefused', requestId: 'r-7' }
  await expect(client.read(path)).rejects.toMatchObject(expected)
  await expect(client.ask(put(`${path}/close`), 'US-0147')).rejects.toMatchObject(expected)
  expect(zuora.seen.filter(({ method }) => method === 'PUT')).toHaveLength(2)
})

test('refused credentials are said plainly, never the secret', async () => {
  const { zuora, client } = await startScriptedClient()
  zuora.on('POST /oauth/token', ({ body }) => ({
    status: 401,
    body: { code: 'x', message: `Bad credentials: ${body}` },
  }))
  const error = await caught(client.read(path))
  expect(error).toMatchObject({
    name: 'ZuoraSignInRefused',
    message: expect.stringContaining('Zuora refused to sign in with this client id and secret: Bad credentials'),
  })
  expect(inspect(error, { depth: 9 })).not.toContain(clientSecret)
})

test('a sign-in that is limited is busy, and one that fails is unavailable', async () => {
  const { zuora, client } = await startScriptedClient()
  zuora.on(
    'POST /oauth/token',
    { status: 429, headers: { 'retry-after': '30' } },
    { status: 502, body: '<html>' },
    'break',
  )
  await expect(client.read(path)).rejects.toMatchObject({ name: 'ZuoraBusy', retryAfterSeconds: 30 })
  await expect(client.ask(put(`${path}/close`), 'US-0147')).rejects.toMatchObject({ name: 'ZuoraUnavailable' })
  await expect(client.read(path)).rejects.toMatchObject({ name: 'ZuoraUnavailable' })
})

test('a failed sign-in is not remembered', async () => {
  const { zuora, client } = await startScriptedClient()
  zuora.on('POST /oauth/token', { status: 503 }, { body: documentedToken('good') })
  zuora.on(`GET ${path}`, success)
  await expect(client.read(path)).rejects.toMatchObject({ name: 'ZuoraUnavailable' })
  expect(await client.read(path)).toEqual({ success: true })
})

test.each([
  ['no token', { body: { token_type: 'bearer' } }, 'ZuoraUnexpected'],
  ['half an answer', { body: '{"access_token":"sEcReT-token","expires_' }, 'ZuoraUnavailable'],
])('a sign-in that brings %s tells nothing of its body', async (_, reply, name) => {
  const { zuora, client } = await startScriptedClient()
  zuora.on('POST /oauth/token', reply)
  const error = await caught(client.read(path))
  expect(error).toMatchObject({ name })
  expect(inspect(error, { depth: 9 })).not.toContain('sEcReT')
})

/** Credentials that were replaced after the client had read them, in as many steps as given. */
function replaced(...secrets: string[]) {
  const held = secrets.map((secret) => ({ clientId: 'id', clientSecret: secret }))
  const instead = async () => (held.length > 1 ? held.splice(0, 1) && held[0] : undefined)
  return { current: async () => held[0] ?? { clientId: 'id', clientSecret: '' }, instead }
}

const onlyTakes = (secret: string) => (asked: { body: string }) =>
  asked.body.includes(`client_secret=${secret}`)
    ? { body: documentedToken(`token for ${secret}`) }
    : { status: 401, body: { message: 'Bad credentials' } }

test('refused credentials are looked for anew, and those that have come in their place sign in: nothing is lost', async () => {
  const { zuora, client } = await startScriptedClient({ credentials: replaced('old', 'new') })
  zuora.on('POST /oauth/token', onlyTakes('new'))
  zuora.on(`PUT ${path}/close`, success)
  expect(await client.ask(put(`${path}/close`), 'US-0147')).toMatchObject({ kind: 'accepted' })
  expect(signIns(zuora)).toBe(2)
  expect(zuora.seen.at(-1)?.headers.authorization).toBe('Bearer token for new')
})

test('credentials that are refused and are still the same, or no better, are a refusal', async () => {
  for (const credentials of [replaced('old'), replaced('old', 'other')]) {
    const { zuora, client } = await startScriptedClient({ credentials })
    zuora.on('POST /oauth/token', onlyTakes('new'))
    await expect(client.read(path)).rejects.toMatchObject({ name: 'ZuoraSignInRefused' })
    expect(signIns(zuora)).toBeLessThanOrEqual(2)
  }
})

test('a token that was ended with its client is replaced with the credentials that have come since', async () => {
  const { zuora, client } = await startScriptedClient({ credentials: replaced('old', 'new') })
  zuora.on('POST /oauth/token', onlyTakes('old'), onlyTakes('new'))
  zuora.on(`GET ${path}`, ({ headers }) =>
    headers.authorization === 'Bearer token for new' ? success : { status: 401 },
  )
  expect(await client.read(path)).toEqual({ success: true })
})

function signIns({ seen }: { seen: { path: string }[] }): number {
  return seen.filter(({ path }) => path === '/oauth/token').length
}
