import { expect, onTestFinished, test } from 'vitest'
import { startZuora } from '../../sim/zuora/server.ts'
import type { AccountingPeriod } from '../../src/domain/accounting-period.ts'
import { createAccountingPeriods } from '../../src/zuora/accounting-periods.ts'
import { createBlockers } from '../../src/zuora/blockers.ts'
import { createZuoraClient, type ZuoraClientOptions } from '../../src/zuora/client.ts'

// The facts of Zuora that the bot rests on, asked of the stand-in through the production client. On 3 November 2026
// the stand-in's tenant has everything before October closed.

const credentials = { clientId: '3f8f5a1e-7a35-4c5c-9f3e-0c1e6d1d7b11', clientSecret: 'the-client-secret' }
const second = 1000

async function start(options: Partial<ZuoraClientOptions> = {}) {
  const clock = { now: new Date('2026-11-03T15:00:00Z') }
  const now = () => clock.now
  const zuora = await startZuora({ port: 0, file: ':memory:', ...credentials, now })
  const client = createZuoraClient({ baseUrl: zuora.url, ...credentials, now, ...options })
  onTestFinished(async () => {
    await client.close()
    await zuora.close()
  })
  const periods = createAccountingPeriods(client)

  async function named(name: string): Promise<AccountingPeriod> {
    const period = (await periods.list()).find((one) => one.name === name)
    if (period === undefined) throw new Error(`no period ${name}`)
    return period
  }
  async function control(methodAndPath: string, body?: unknown): Promise<void> {
    const [method = '', path = ''] = methodAndPath.split(' ')
    const response = await fetch(zuora.url + path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${methodAndPath}: ${await response.text()}`)
  }
  const wait = (seconds: number) => {
    clock.now = new Date(clock.now.getTime() + seconds * second)
  }
  return { client, periods, blockers: createBlockers(client), named, control, wait }
}

test('the list is the calendar in order, the open-ended period last', async () => {
  const { periods } = await start()
  const list = await periods.list()
  expect(list.at(-1)).toMatchObject({ name: 'Open-Ended', endDate: null, trialBalance: { status: 'none' } })
  expect(list.map(({ startDate }) => startDate)).toEqual(list.map(({ startDate }) => startDate).sort())
  expect(list.find(({ name }) => name === 'Sep 2026')).toMatchObject({
    startDate: '2026-09-01',
    endDate: '2026-09-30',
    status: 'Closed',
    fiscalYear: 2026,
    fiscalQuarter: 3,
    trialBalance: { status: 'completed' },
  })
})

test('a list of several pages is read whole', async () => {
  const { client, periods } = await start()
  const whole = await periods.list()
  const inPages = createAccountingPeriods({
    ...client,
    read: (path, query) => client.read(path, query && { ...query, pageSize: '5' }),
  })
  expect(whole.length).toBeGreaterThan(20)
  expect(await inPages.list()).toEqual(whole)
})

test('a whole close: pending close and its trial balance, then close and its own', async () => {
  const { periods, named, wait } = await start()
  const { id } = await named('Oct 2026')
  expect(await periods.ask('pending-close', id, 'US-0001')).toMatchObject({
    kind: 'accepted',
    zuoraRequestId: expect.any(String),
    zuoraDate: expect.any(String),
  })
  expect(await periods.retrieve(id)).toMatchObject({ status: 'PendingClose', trialBalance: { statusText: 'Pending' } })
  wait(10)
  const running = await periods.retrieve(id)
  expect(running?.trialBalance).toMatchObject({ status: 'running', statusText: 'Processing', end: null })
  wait(30)
  const ready = await periods.retrieve(id)
  expect(ready?.trialBalance).toMatchObject({ status: 'completed', start: running?.trialBalance.start })
  expect(await periods.ask('close', id, 'US-0001')).toMatchObject({ kind: 'accepted' })
  wait(60)
  const closed = await periods.retrieve(id)
  expect(closed).toMatchObject({ status: 'Closed', trialBalance: { status: 'completed' }, updatedBy: ready?.updatedBy })
  expect(closed?.trialBalance.start).not.toBe(ready?.trialBalance.start)
  expect(await periods.ask('reopen', id, 'US-0002')).toMatchObject({ kind: 'accepted' })
  expect(await periods.retrieve(id)).toMatchObject({ status: 'Open' })
})

test('a trial balance in Error keeps Zuora’s message and has no end', async () => {
  const { periods, named, control, wait } = await start()
  const { id } = await named('Oct 2026')
  await control('POST /sim/next-trial-balances', { outcome: 'Error', message: 'no exchange rate from USD to GBP' })
  expect(await periods.ask('run-trial-balance', id, 'US-0003')).toMatchObject({ kind: 'accepted' })
  wait(60)
  expect(await periods.retrieve(id)).toMatchObject({
    trialBalance: { status: 'error', end: null, errorMessage: 'no exchange rate from USD to GBP' },
  })
})

test('an earlier open period is a no in Zuora’s words', async () => {
  const { periods, named } = await start()
  const { id } = await named('Nov 2026')
  expect(await periods.ask('close', id, 'US-0004')).toMatchObject({
    kind: 'refused',
    code: expect.stringMatching(/30$/),
    message: expect.stringContaining('Oct 2026'),
  })
})

test('a missing permission is a no', async () => {
  const { periods, named, control } = await start()
  const { id } = await named('Oct 2026')
  await control('POST /sim/permissions', { manageCloseProcess: false, runTrialBalance: true })
  expect(await periods.ask('pending-close', id, 'US-0005')).toMatchObject({
    kind: 'refused',
    code: expect.stringMatching(/10$/),
  })
})

test('a period that Zuora does not know is undefined', async () => {
  const { periods } = await start()
  expect(await periods.retrieve('8ad0000000000000000000000000dead')).toBeUndefined()
})

test('the six scans count what is dated in the period', async () => {
  const { blockers, control } = await start()
  await control('POST /sim/documents', { item: 'draft-invoices', period: 'Oct 2026', count: 230 })
  await control('POST /sim/documents', { item: 'processing-refunds', period: 'Oct 2026', count: 1 })
  await control('POST /sim/documents', { item: 'draft-debit-memos', period: 'Nov 2026', count: 4 })
  const scans = await blockers.scan({ startDate: '2026-10-01', endDate: '2026-10-31' })
  expect(scans).toEqual([
    { item: 'draft-invoices', kind: 'counted', count: 230, more: false },
    { item: 'draft-payments', kind: 'counted', count: 0, more: false },
    { item: 'processing-payments', kind: 'counted', count: 0, more: false },
    { item: 'processing-refunds', kind: 'counted', count: 1, more: false },
    { item: 'draft-credit-memos', kind: 'counted', count: 0, more: false },
    { item: 'draft-debit-memos', kind: 'counted', count: 0, more: false },
  ])
})

test('a token that ended early is replaced', async () => {
  const { periods, named, control } = await start()
  const { id } = await named('Oct 2026')
  await control('DELETE /sim/tokens')
  expect(await periods.ask('pending-close', id, 'US-0006')).toMatchObject({ kind: 'accepted' })
})

test('refused credentials are refused, for reads and asks', async () => {
  const { periods } = await start({ clientSecret: 'another-secret' })
  await expect(periods.list()).rejects.toMatchObject({ name: 'ZuoraSignInRefused' })
  await expect(periods.ask('close', 'p1', 'US-0007')).rejects.toMatchObject({ name: 'ZuoraSignInRefused' })
})

test('a limit is busy and an outage unavailable; neither did anything', async () => {
  const { periods, named, control } = await start()
  const { id } = await named('Oct 2026')
  await control('POST /sim/too-many-requests', { on: true })
  expect(await periods.ask('pending-close', id, 'US-0008')).toMatchObject({ kind: 'busy' })
  await control('POST /sim/too-many-requests', { on: false })
  await control('POST /sim/outage', { on: true })
  await expect(periods.list()).rejects.toMatchObject({ name: 'ZuoraUnavailable' })
  expect(await periods.ask('pending-close', id, 'US-0008')).toMatchObject({ kind: 'unknown' })
  await control('POST /sim/outage', { on: false })
  expect(await periods.retrieve(id)).toMatchObject({ status: 'Open' })
})

test.each([
  ['drop-before', 'Open'],
  ['drop-after', 'PendingClose'],
])('a lost answer is unknown, and only the next read tells: %s', async (kind, status) => {
  const { periods, named, control } = await start()
  const { id } = await named('Oct 2026')
  await control('POST /sim/faults', { kind, method: 'PUT', path: 'pending-close' })
  expect(await periods.ask('pending-close', id, 'US-0009')).toMatchObject({ kind: 'unknown' })
  expect(await periods.retrieve(id)).toMatchObject({ status })
})
