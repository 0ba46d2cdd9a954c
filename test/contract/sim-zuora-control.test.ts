import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { provokes } from './sim-zuora-rules.ts'
import { categoryOf, clientId, clientSecret, createCaller, startTenant } from './sim-zuora-tenant.ts'

test(provokes('a close may answer with an error although the period is closed', 'error-but-closed'), async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'next-closes', [{ errorButClosed: true }])
  const answer = await tenant.ask('close', 'Oct 2026')
  expect([answer.status, categoryOf(answer.body)]).toEqual([400, 30])
  expect((await tenant.retrieve('Oct 2026')).status).toBe('Closed')
  expect((await tenant.calls()).find((call) => call.method === 'PUT')).toMatchObject({ status: 400, effect: 'close' })
})

test('calls and effects are recorded, whoever made them', async () => {
  const tenant = await startTenant()
  await tenant.ask('pending-close', 'Oct 2026', { headers: { 'zuora-track-id': 'US-0147' } })
  await tenant.control('POST', 'periods/Oct%202026/reopen')
  const { id } = await tenant.find('Oct 2026')
  expect(await tenant.effects()).toMatchObject([
    { what: 'pending-close', periodId: id, periodName: 'Oct 2026', trackId: 'US-0147', by: 'api' },
    { what: 'reopen', periodId: id, periodName: 'Oct 2026', trackId: null, by: 'other' },
  ])
  expect((await tenant.calls()).at(-1)).toMatchObject({
    method: 'PUT',
    path: `/v1/accounting-periods/${id}/pending-close`,
    trackId: 'US-0147',
    status: 200,
    effect: 'pending-close',
  })
})

test(provokes('somebody else is held to the same rules, unless forced', 'others-act'), async () => {
  const tenant = await startTenant()
  expect((await tenant.control('POST', 'periods/Nov%202026/close')).status).toBe(409)
  expect((await tenant.control('POST', 'periods/Nov%202026/close', { force: true })).status).toBe(200)
  expect((await tenant.find('Nov 2026')).status).toBe('Closed')
})

test(provokes('faults match by method and path, in their order, and count down', 'any-answer'), async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'faults', [
    { method: 'PUT', path: '/close$', kind: 'status', status: 429, headers: { 'Retry-After': '7' } },
    { path: '^/v1/accounting-periods', kind: 'status', status: 502, body: 'Bad gateway', times: 2 },
  ])
  const list = () => tenant.call('GET', '/v1/accounting-periods')
  expect((await list()).body).toBe('Bad gateway')
  const limited = await tenant.ask('close', 'Oct 2026')
  expect([limited.status, categoryOf(limited.body), limited.headers.get('retry-after')]).toEqual([429, 70, '7'])
  expect([(await list()).status, (await list()).status]).toEqual([502, 200])
  expect((await tenant.control('GET', 'faults')).body).toEqual({ faults: [] })
})

test(provokes('a connection dropped before does nothing, one dropped after has done it', 'any-answer'), async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'faults', [
    { method: 'PUT', kind: 'drop-before' },
    { method: 'PUT', kind: 'drop-after' },
  ])
  await expect(tenant.ask('pending-close', 'Oct 2026')).rejects.toThrow()
  expect((await tenant.find('Oct 2026')).status).toBe('Open')
  await expect(tenant.ask('pending-close', 'Oct 2026')).rejects.toThrow()
  expect((await tenant.find('Oct 2026')).status).toBe('PendingClose')
  expect((await tenant.calls()).filter((call) => call.method === 'PUT')).toMatchObject([
    { status: null, effect: null },
    { status: null, effect: 'pending-close' },
  ])
})

/** Resolves when every fault has met its call. */
const allFaultsTaken = (tenant: Awaited<ReturnType<typeof startTenant>>) =>
  expect.poll(async () => (await tenant.control('GET', 'faults')).body).toEqual({ faults: [] })

test('a delayed ask takes effect although the client has gone', async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'faults', [{ method: 'PUT', kind: 'delay', ms: 300 }])
  const client = new AbortController()
  const gone = expect(tenant.ask('pending-close', 'Oct 2026', { signal: client.signal })).rejects.toThrow()
  await allFaultsTaken(tenant)
  client.abort()
  await gone
  await expect.poll(async () => (await tenant.find('Oct 2026')).status).toBe('PendingClose')
})

test(provokes('the 41st call at once is one too many', 'concurrency'), async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'faults', [{ kind: 'delay', ms: 60_000, times: 40 }])
  const client = new AbortController()
  const list = () => tenant.call('GET', '/v1/accounting-periods?pageSize=1', { signal: client.signal })
  const waiting = Promise.allSettled(Array.from({ length: 40 }, list))
  await allFaultsTaken(tenant)
  expect((await list()).status).toBe(429)
  client.abort()
  expect(new Set((await waiting).map(({ status }) => status))).toEqual(new Set(['rejected']))
})

test(
  provokes('an outage answers 503 without JSON, a rate limit 429 without Retry-After', 'outage', 'too-many-requests'),
  async () => {
    const tenant = await startTenant()
    await tenant.control('POST', 'outage', { on: true })
    const out = await tenant.call('GET', '/v1/accounting-periods')
    expect([out.status, typeof out.body]).toEqual([503, 'string'])
    await tenant.control('POST', 'outage', { on: false })
    await tenant.control('POST', 'too-many-requests', { on: true })
    const limited = await tenant.call('GET', '/v1/accounting-periods')
    expect([limited.status, categoryOf(limited.body)]).toEqual([429, 70])
    expect([limited.headers.get('retry-after'), limited.headers.get('ratelimit-reset')]).toEqual([null, '2'])
  },
)

test('a control call that is not understood is 400 or 404, from another site 403, and changes nothing', async () => {
  const tenant = await startTenant()
  expect((await tenant.control('POST', 'faults', [{ kind: 'fire' }])).status).toBe(400)
  expect((await tenant.control('POST', 'faults', [{ kind: 'drop-after', path: '(' }])).status).toBe(400)
  expect((await tenant.control('POST', 'periods/None/close')).status).toBe(404)
  expect((await tenant.control('POST', 'none')).status).toBe(404)
  const elsewhere = { method: 'POST', headers: { origin: 'https://example.com' } }
  expect((await fetch(`${tenant.url}/sim/periods/Oct%202026/close`, elsewhere)).status).toBe(403)
  expect(await tenant.effects()).toEqual([])
})

/** Runs the stand-in in a process of its own, which can be killed. Its trial balances take half a second. */
async function startProcess(file: string, port: number) {
  const options = JSON.stringify({ port, file, clientId, clientSecret, speed: 40 })
  const server = new URL('../../sim/zuora/server.ts', import.meta.url)
  const program = `const { startZuora } = await import('${server}'); console.log((await startZuora(${options})).url)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(child.stdout, 'data')
  const kill = async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { url: String(line).trim(), kill }
}

test('killed in the middle of a trial balance and started again: nothing is lost and it goes on by the clock', {
  timeout: 60_000,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sim-zuora-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const file = join(directory, 'zuora.sqlite')
  const first = await startProcess(file, 0)
  const tenant = await createCaller(first.url)
  const before = (await tenant.periods()).map((period) => period.id)
  const previousMonth = (await tenant.periods()).find((period) => period.status === 'Open')?.name ?? ''
  expect((await tenant.ask('pending-close', previousMonth)).status).toBe(200)
  await first.kill()
  await startProcess(file, Number(new URL(first.url).port))
  expect((await tenant.periods()).map((period) => period.id)).toEqual(before)
  expect(await tenant.retrieve(previousMonth)).toMatchObject({ status: 'PendingClose' })
  expect(await tenant.effects()).toMatchObject([{ what: 'pending-close', by: 'api' }])
  const status = async () => (await tenant.retrieve(previousMonth)).runTrialBalanceStatus
  await expect.poll(status).toBe('Completed')
})
