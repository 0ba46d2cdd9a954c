import { request } from 'node:http'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { provokes } from './sim-zuora-rules.ts'
import { categoryOf, clientId, clientSecret, startTenant } from './sim-zuora-tenant.ts'

const form = (change: Record<string, string> = {}) =>
  new URLSearchParams({ client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials', ...change })

test(
  provokes(
    'a token is granted for the right credentials and expires after 3599 s',
    'token-expiry',
    'token-entities',
    'token-refused',
  ),
  async () => {
    const tenant = await startTenant()
    const response = await fetch(`${tenant.url}/oauth/token`, { method: 'POST', body: form() })
    expect(await response.json()).toMatchObject({
      expires_in: 3599,
      token_type: 'bearer',
      scope: expect.stringMatching(/\bentity\.[0-9a-f-]{36}\b/),
    })
    expect((await tenant.call('GET', '/v1/accounting-periods')).status).toBe(200)
    tenant.advance(3600)
    const expired = await tenant.call('GET', '/v1/accounting-periods')
    expect([expired.status, categoryOf(expired.body)]).toEqual([401, 11])
  },
)

test.each([
  ['another client', { client_id: 'x' }, {}, 401],
  ['another secret', { client_secret: 'x' }, {}, 401],
  ['another grant', { grant_type: 'password' }, {}, 400],
  ['an Authorization header', {}, { authorization: 'Basic eA==' }, 400],
  ['a JSON body', {}, { 'content-type': 'application/json' }, 415],
])(provokes('no token for %s', 'token-request'), async (_name, change, headers: Record<string, string>, status) => {
  const tenant = await startTenant()
  const body = form(change)
  const response = await fetch(`${tenant.url}/oauth/token`, { method: 'POST', body, headers })
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ message: expect.any(String) })
})

test(provokes('sign-in is limited to 100 calls a minute', 'token-limit'), async () => {
  const tenant = await startTenant()
  const statuses: number[] = []
  for (let index = 0; index < 100; index += 1) {
    const response = await fetch(`${tenant.url}/oauth/token`, { method: 'POST', body: form() })
    await response.text()
    statuses.push(response.status)
  }
  expect([statuses.at(-2), statuses.at(-1)]).toEqual([200, 429])
})

test('while sign-in is refused neither new nor old tokens work', async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'credentials', { refused: true })
  expect((await fetch(`${tenant.url}/oauth/token`, { method: 'POST', body: form() })).status).toBe(401)
  expect((await tenant.call('GET', '/v1/accounting-periods')).status).toBe(401)
  await tenant.control('POST', 'credentials', { refused: false })
  expect((await tenant.call('GET', '/v1/accounting-periods')).status).toBe(200)
})

test(
  provokes(
    'every answer has a request id, a date, the limits, and echoes the track id',
    'request-id',
    'track-id',
    'rates-of-production',
  ),
  async () => {
    const tenant = await startTenant()
    const { headers } = await tenant.call('GET', '/v1/accounting-periods', { headers: { 'zuora-track-id': 'US-0147' } })
    expect(headers.get('zuora-track-id')).toBe('US-0147')
    expect(headers.get('zuora-request-id')).toMatch(/.+/)
    expect(Date.parse(headers.get('date') ?? '')).not.toBeNaN()
    expect(headers.get('ratelimit-limit')).toContain('50000;w=60')
    expect(Number(headers.get('ratelimit-remaining'))).toBe(49_999)
    expect(Number(headers.get('ratelimit-reset'))).toBeLessThanOrEqual(60)
    expect(headers.get('concurrency-limit-limit')).toBe('40')
  },
)

test.each(['arn:aws:states', 'a;b', 'a"b', "a'b", 'x'.repeat(65)])(
  provokes('the track id %s is refused', 'track-id'),
  async (trackId) => {
    const tenant = await startTenant()
    const refused = await tenant.ask('pending-close', 'Oct 2026', { headers: { 'zuora-track-id': trackId } })
    expect(refused.status).toBe(400)
    expect(refused.headers.get('zuora-track-id')).toBeNull()
    expect((await tenant.find('Oct 2026')).status).toBe('Open')
  },
)

test(
  provokes(
    'an action PUT without a JSON content type is 415, with an Idempotency-Key or a malformed body 400',
    'json-content-type',
    'idempotency-not-for-put',
    'malformed-body',
  ),
  async () => {
    const tenant = await startTenant()
    const path = `/v1/accounting-periods/${(await tenant.find('Oct 2026')).id}/pending-close`
    expect((await tenant.call('PUT', path)).status).toBe(415)
    expect((await tenant.ask('pending-close', 'Oct 2026', { headers: { 'idempotency-key': 'k' } })).status).toBe(400)
    expect((await tenant.ask('pending-close', 'Oct 2026', { body: '{' })).status).toBe(400)
    expect(await tenant.effects()).toEqual([])
  },
)

test(
  provokes('a logical error is 200 with success false unless a recent version is pinned', 'real-codes-by-version'),
  async () => {
    const tenant = await startTenant()
    const answers = await Promise.all(
      ['2025-08-12', '2024-05-20', '2019-01-01'].map((version) =>
        tenant.ask('pending-close', 'Nov 2026', { headers: { 'zuora-version': version } }),
      ),
    )
    expect(answers.map(({ status, body }) => [status, categoryOf(body)])).toEqual([
      [400, 30],
      [400, 30],
      [200, 30],
    ])
  },
)

test(
  provokes('an unknown period and an unknown path are 404, in the shape of other errors', 'not-found', 'error-shape'),
  async () => {
    const tenant = await startTenant()
    const answers = [
      await tenant.call('GET', '/v1/accounting-periods/none'),
      await tenant.call('GET', '/v1/none'),
      await tenant.call('POST', '/v1/accounting-periods/x', { body: '{}' }),
    ]
    expect(answers.map(({ status, body }) => [status, categoryOf(body)])).toEqual([
      [404, 40],
      [404, 40],
      [404, 40],
    ])
  },
)

test(provokes('the list comes in pages, each with the address of the next', 'list-pages'), async () => {
  const tenant = await startTenant()
  const page = z.object({ accountingPeriods: z.array(z.object({ name: z.string() })), nextPage: z.string().optional() })
  const names: string[] = []
  let next: string | undefined = '/v1/accounting-periods?pageSize=12'
  for (let pages = 0; next !== undefined && pages < 5; pages += 1) {
    const { accountingPeriods, nextPage } = page.parse((await tenant.call('GET', next)).body)
    names.push(...accountingPeriods.map((one) => one.name))
    next = nextPage?.slice(tenant.url.length)
  }
  expect(new Set(names).size).toBe(28)
  expect((await tenant.call('GET', '/v1/accounting-periods?pageSize=301')).status).toBe(400)
})

test(
  provokes('the fiscal year is a number now and was text in earlier versions', 'fiscal-fields-by-version'),
  async () => {
    const tenant = await startTenant()
    const path = `/v1/accounting-periods/${(await tenant.find('Oct 2026')).id}`
    expect((await tenant.call('GET', path)).body).toMatchObject({ fiscalYear: 2026, fiscalQuarter: 4, success: true })
    const earlier = await tenant.call('GET', path, { headers: { 'zuora-version': '2024-05-20' } })
    expect(earlier.body).toMatchObject({ fiscalYear: '2026', fiscal_quarter: 4 })
  },
)

/** `fetch` asks for gzip by itself and hides it; this shows what is on the wire. */
function encodingOf(url: string, acceptEncoding: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers: { 'accept-encoding': acceptEncoding } }, (response) => {
      response.resume().on('end', () => resolve(response.headers['content-encoding']))
    })
    sent.on('error', reject).end()
  })
}

test(
  provokes('only answers over 1000 bytes are compressed, and only if the client takes it', 'gzip-answers'),
  async () => {
    const tenant = await startTenant()
    expect(await encodingOf(`${tenant.url}/sim/periods`, 'gzip')).toBe('gzip')
    expect(await encodingOf(`${tenant.url}/sim/periods`, 'identity')).toBeUndefined()
    expect(await encodingOf(`${tenant.url}/v1/accounting-periods`, 'gzip')).toBeUndefined()
  },
)

test('nothing secret is kept with the calls', async () => {
  const tenant = await startTenant()
  await tenant.call('GET', '/v1/accounting-periods')
  const kept = JSON.stringify(await tenant.calls())
  expect(kept).toContain('/oauth/token')
  expect(kept).not.toContain(clientSecret)
  expect(kept).not.toContain('Bearer')
})
