import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { addressOf, signedFor } from '../../src/runtime/signed-for.ts'
import { type Answer, type Seen, startLocalHttp } from '../support/local-http.ts'

const secretKey = 'a-secret-key'
const asked = {
  path: '/2015-03-31/functions/respond/invocations',
  headers: { 'x-amz-invocation-type': 'Event' },
  body: '{"note":"geprüft"}',
  timeoutMs: 2_000,
}

beforeEach(() => {
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: secretKey,
    AWS_SESSION_TOKEN: 'a-session',
  }
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  return () => void vi.unstubAllEnvs()
})

async function openLambda(answer: (seen: Seen) => Answer) {
  const { url, seen } = await startLocalHttp(answer)
  vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', url)
  return { call: signedFor('lambda'), seen }
}

/** As "Signature Version 4 signing process" has it: https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html */
function signatureOf({ method, path, headers, body }: Seen): string {
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? []
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const canonical = [
    method,
    path,
    '',
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    sha256(body),
  ]
  const date = String(headers['x-amz-date'])
  const scope = `${date.slice(0, 8)}/us-east-1/lambda/aws4_request`
  const key = scope.split('/').reduce<string | Buffer>((signing, part) => hmac(signing, part), `AWS4${secretKey}`)
  return hmac(key, ['AWS4-HMAC-SHA256', date, scope, sha256(canonical.join('\n'))].join('\n')).toString('hex')
}

test('a call is signed with the function’s role, its body and its session included', async () => {
  const { call, seen } = await openLambda(() => ({ status: 202 }))
  expect(await call(asked)).toEqual({ status: 202, text: '' })
  const [one] = seen
  if (!one) throw new Error('Nothing was called.')
  expect(one).toMatchObject({ method: 'POST', path: asked.path, body: asked.body })
  expect(one.headers).toMatchObject({ 'x-amz-invocation-type': 'Event', 'x-amz-security-token': 'a-session' })
  expect(one.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/lambda\/aws4_request, /,
  )
  expect(one.headers.authorization?.endsWith(`Signature=${signatureOf(one)}`)).toBe(true)
})

test.each([429, 500, 503])('what AWS answers with %i is asked once more', async (status) => {
  const answers: Answer[] = [{ status }, { status: 202 }]
  const { call, seen } = await openLambda(() => answers.shift() ?? null)
  expect(await call(asked)).toMatchObject({ status: 202 })
  expect(seen).toHaveLength(2)
})

test('what AWS refuses is not asked again', async () => {
  const { call, seen } = await openLambda(() => ({ status: 403, body: 'no' }))
  expect(await call(asked)).toEqual({ status: 403, text: 'no' })
  expect(seen).toHaveLength(1)
})

test('a connection that was closed while the container slept is opened anew', async () => {
  const { url, seen } = await startLocalHttp(() => (seen.length === 2 ? null : { status: 202 }))
  vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', url)
  const call = signedFor('lambda')
  await call(asked)
  expect(await call(asked)).toMatchObject({ status: 202 })
  expect(seen).toHaveLength(3)
})

test('no answer at all is a failure', async () => {
  const { call, seen } = await openLambda(() => null)
  await expect(call(asked)).rejects.toThrow()
  expect(seen).toHaveLength(1)
})

async function startSilent(): Promise<string> {
  const server = createServer(() => {})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${Object(server.address()).port}`
}

test('an answer that does not come in time is a failure', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', await startSilent())
  await expect(signedFor('lambda')({ ...asked, timeoutMs: 20 })).rejects.toThrow()
})

test('the second time counts into the same time: who called waits no longer for it', async () => {
  const { call, seen } = await openLambda(() => ({ status: 500 }))
  const timeout = vi.spyOn(AbortSignal, 'timeout')
  await call(asked)
  expect(seen).toHaveLength(2)
  expect(timeout.mock.calls).toEqual([[asked.timeoutMs]])
})

test('without an address of its own, a service is called where AWS has it', () => {
  vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', undefined)
  vi.stubEnv('AWS_REGION', 'eu-central-1')
  expect(addressOf('lambda')).toBe('https://lambda.eu-central-1.amazonaws.com')
})
