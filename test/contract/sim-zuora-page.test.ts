import { expect, onTestFinished, test } from 'vitest'
import type { ShownTenant } from '../../sim/zuora/control/shown-tenant.ts'
import { linesOf, nextOf, periodsOf } from '../../sim/zuora/page/lines.ts'
import { lastsFor, planInWords, troubleInWords } from '../../sim/zuora/page/words.ts'
import { nextTrialBalance } from '../../sim/zuora/records/plans.ts'
import { startZuora } from '../../sim/zuora/server.ts'
import { openWorkplace, readAnything } from './sim-slack-workplace.ts'
import { clientId, clientSecret, startTenant } from './sim-zuora-tenant.ts'

type Caller = Awaited<ReturnType<typeof startTenant>>

/** What the page is told. */
const readShown = async ({ url }: Pick<Caller, 'url'>): Promise<ShownTenant> =>
  readAnything(await fetch(`${url}/sim/tenant`))

const linesFrom = async (tenant: Caller, withOlder = false) =>
  linesOf({ tenant: await readShown(tenant), entity: null, withOlder, bot: 'Closing Bell' })

const lineOf = async (tenant: Caller, name: string) =>
  (await linesFrom(tenant)).find(({ period }) => period.name === name)

test('the periods begin with the last that is closed, and the first that is not is opened', async () => {
  const tenant = await startTenant()
  const lines = await linesFrom(tenant)
  expect(lines[0]).toMatchObject({ period: { name: 'Sep 2026' }, status: { words: 'Closed' }, fiscal: 'FY2026 Q3' })
  expect(nextOf(lines)).toBe((await tenant.find('Oct 2026')).id)
  expect((await linesFrom(tenant, true)).length).toBeGreaterThan(lines.length)
  expect(lines.at(-1)).toMatchObject({ period: { endDate: null }, fiscal: '', asks: [] })
})

test('a trial balance under way shows how far it is, and whose change the last one was', async () => {
  const tenant = await startTenant()
  await tenant.ask('pending-close', 'Oct 2026')
  tenant.advance(5)
  expect(await lineOf(tenant, 'Oct 2026')).toMatchObject({
    status: { words: 'Pending Close' },
    trialBalance: { words: 'Processing', tone: 'busy', progress: { percent: 25, words: '5 s of 20 s' } },
    changed: '2026-11-04 10:00 by Closing Bell',
    asks: [{ label: 'Run trial balance' }, { label: 'Close' }, { label: 'Reopen' }],
  })
  tenant.advance(60)
  expect((await lineOf(tenant, 'Oct 2026'))?.trialBalance).toMatchObject({
    words: 'Completed',
    tone: 'good',
    when: '2026-11-04 10:00:02 – 10:00:20',
    progress: null,
  })
  await tenant.control('POST', 'periods/Oct%202026/reopen')
  expect((await lineOf(tenant, 'Oct 2026'))?.changed).toMatch(/by somebody in Zuora$/)
})

test('one that never ends says so, until Zuora ends it', async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'next-trial-balances', { neverEnds: true, period: 'Oct 2026' })
  await tenant.control('POST', 'periods/Oct%202026/run-trial-balance')
  tenant.advance(3600)
  expect((await lineOf(tenant, 'Oct 2026'))?.trialBalance.progress).toEqual({
    percent: null,
    words: '60 min, no end in sight',
  })
  const message = 'The rate is missing.'
  await tenant.control('POST', 'periods/Oct%202026/end-trial-balance', { outcome: 'Error', message })
  expect((await lineOf(tenant, 'Oct 2026'))?.trialBalance).toMatchObject({
    words: 'Error',
    tone: 'bad',
    problem: message,
    progress: null,
  })
  expect((await tenant.control('POST', 'periods/Oct%202026/end-trial-balance')).status).toBe(409)
})

test('a trial balance planned for one period is kept for it, and can be forgotten', async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'next-trial-balances', { outcome: 'Error', period: 'Nov 2026' })
  await tenant.control('POST', 'periods/Oct%202026/run-trial-balance')
  tenant.advance(30)
  expect((await tenant.find('Oct 2026')).runTrialBalanceStatus).toBe('Completed')
  await tenant.control('POST', 'periods/Nov%202026/run-trial-balance')
  tenant.advance(30)
  expect((await tenant.find('Nov 2026')).runTrialBalanceStatus).toBe('Error')
  await tenant.control('POST', 'next-trial-balances', [{ neverEnds: true, period: 'Nov 2026' }, { seconds: 60 }])
  await tenant.control('DELETE', 'next-trial-balances?period=Nov%202026')
  expect((await readShown(tenant)).planned.map((plan) => planInWords(plan, 2))).toEqual(['takes 30 s'])
  expect((await tenant.control('POST', 'next-trial-balances', { period: 'Nov 1999' })).status).toBe(404)
})

test('an outage and 429 that last some minutes end by themselves', async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'outage', { on: true, minutes: 5 })
  await tenant.control('POST', 'too-many-requests', { on: true, minutes: 1 })
  const status = async () => (await tenant.call('GET', '/v1/accounting-periods')).status
  expect(await status()).toBe(503)
  const { outage, now } = await readShown(tenant)
  expect(troubleInWords(outage, now)).toBe('for 5 min more')
  tenant.advance(301)
  expect(await status()).toBe(200)
  expect(await readShown(tenant)).toMatchObject({ outage: { on: false }, tooManyRequests: { on: false } })
  await tenant.control('POST', 'outage', { on: true })
  tenant.advance(86_400)
  expect(await status()).toBe(503)
})

test('what has to be cleared is said, and what took effect, the newest first', async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'documents', { item: 'draft-invoices', period: 'Oct 2026', count: 3 })
  expect((await lineOf(tenant, 'Oct 2026'))?.required).toEqual(['3 draft invoices'])
  await tenant.ask('pending-close', 'Oct 2026', { headers: { 'zuora-track-id': 'US-0147' } })
  await tenant.control('POST', 'periods/Oct%202026/reopen')
  expect((await readShown(tenant)).effects).toMatchObject([
    { what: 'reopen', by: 'other', trackId: null },
    { what: 'pending-close', by: 'api', trackId: 'US-0147' },
  ])
})

test('each entity has its own periods', async () => {
  const tenant = await startTenant({ entities: [{ name: 'Example EU', id: 'eu' }] })
  const shown = await readShown(tenant)
  expect(shown.entities.map(({ name }) => name)).toEqual(['Global', 'Example EU'])
  const [first, other] = [periodsOf(shown, null), periodsOf(shown, 'eu')]
  expect(other.length).toBe(first.length)
  expect(other.every(({ entityId }) => entityId === 'eu')).toBe(true)
})

test('durations and plans in words', () => {
  expect([20_000, 600_000, 5_400_000, 14_400_000].map(lastsFor)).toEqual(['20 s', '10 min', '90 min', '4 h'])
  const plans = [{ neverStarts: true }, { neverEnds: true }, { outcome: 'Error' }, { outcome: 'Error', message: 'No' }]
  expect(plans.map((plan) => planInWords(nextTrialBalance.parse(plan), 1))).toEqual([
    'never starts',
    'never ends',
    'fails without a word',
    'fails',
  ])
})

test('the page at Slack’s address reaches the control API, and nothing else of Zuora', async () => {
  const tenant = await startTenant()
  const { slack } = await openWorkplace({ zuoraUrl: tenant.url })
  const send = (path: string, method = 'GET', headers: Record<string, string> = {}, body: string | null = null) =>
    fetch(`${slack.url}/zuora/${path}`, { method, headers, body })
  const json = { 'content-type': 'application/json' }
  expect(await readAnything(await send('tenant'))).toMatchObject({ outage: { on: false } })
  const closed = await send('periods/Nov%202026/close', 'POST', json, '{}')
  expect([closed.status, (await readAnything(closed)).error.message]).toEqual([409, expect.stringContaining('period')])
  expect((await send('outage', 'POST', json, '{"on":true}')).status).toBe(200)
  expect((await send('next-trial-balances', 'DELETE')).status).toBe(200)
  expect((await readShown(tenant)).outage.on).toBe(true)
  expect((await send('../v1/accounting-periods')).status).toBe(404)
  expect((await send('%2e%2e/v1/accounting-periods')).status).toBe(404)
  expect((await send('outage', 'POST', { 'content-type': 'text/plain' }, '{"on":false}')).status).toBe(415)
  for (const origin of ['https://example.com', tenant.url]) {
    expect((await send('outage', 'POST', { ...json, origin }, '{"on":false}')).status).toBe(403)
    expect((await send('tenant', 'GET', { origin })).status).toBe(403)
  }
  expect((await readShown(tenant)).outage.on).toBe(true)
})

test('without a stand-in for Zuora there is nothing to reach, and the page is told which Zuora it is', async () => {
  const real = await openWorkplace({ zuoraElsewhere: 'rest.zuora.com' })
  expect((await fetch(`${real.slack.url}/zuora/tenant`)).status).toBe(404)
  expect((await real.get('screen?user=U0ALICE')).workspace.zuora).toEqual({ kind: 'elsewhere', host: 'rest.zuora.com' })
  const gone = await openWorkplace({ zuoraUrl: 'http://127.0.0.1:9' })
  const answer = await fetch(`${gone.slack.url}/zuora/tenant`)
  expect([answer.status, await readAnything(answer)]).toEqual([
    502,
    { error: 'The stand-in for Zuora does not answer.' },
  ])
})

test('there is one page: beside Slack the tenant’s own address leads to it, alone it shows the same view', async () => {
  const pageUrl = 'http://127.0.0.1:4600/#zuora'
  const beside = await startZuora({ port: 0, file: ':memory:', clientId, clientSecret, pageUrl })
  onTestFinished(() => beside.close())
  const led = await fetch(`${beside.url}/`, { redirect: 'manual' })
  expect([led.status, led.headers.get('location')]).toEqual([302, pageUrl])
  const alone = await startTenant()
  const page = await fetch(`${alone.url}/`)
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
  expect(await page.text()).toContain('src="/page.js"')
  expect(await (await fetch(`${alone.url}/page.js`)).text()).toContain('What took effect')
  expect(await (await fetch(`${alone.url}/page.css`)).text()).toContain('.periods')
})
