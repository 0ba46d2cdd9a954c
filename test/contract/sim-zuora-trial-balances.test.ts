import { expect, test } from 'vitest'
import { provokes } from './sim-zuora-rules.ts'
import { startTenant } from './sim-zuora-tenant.ts'

const missingRate =
  'Error creating the trial balance: exchange rate from USD to GBP on 08/03/2015 is not available.  Please import the rate and run trial balance again.'

test(
  provokes(
    'a period whose trial balance never ran shows Pending and no start, as in the documented sample',
    'never-run',
  ),
  async () => {
    const tenant = await startTenant()
    expect(await tenant.retrieve('Oct 2026')).toMatchObject({
      runTrialBalanceStatus: 'Pending',
      runTrialBalanceStart: null,
    })
  },
)

test(
  provokes(
    'pending close starts a trial balance: Pending, Processing, Completed, in zone-less time of the tenant',
    'trial-balance-by-itself',
    'success-is-started',
    'trial-balance-end',
    'trial-balance-duration',
  ),
  async () => {
    const tenant = await startTenant()
    const asked = await tenant.ask('pending-close', 'Oct 2026')
    expect(asked).toMatchObject({ status: 200, body: { success: true } })
    const seen = async () => {
      const period = await tenant.retrieve('Oct 2026')
      return [period.status, period.runTrialBalanceStatus, period.runTrialBalanceStart, period.runTrialBalanceEnd]
    }
    expect(await seen()).toEqual(['PendingClose', 'Pending', null, null])
    tenant.advance(2)
    expect(await seen()).toEqual(['PendingClose', 'Processing', '2026-11-04 10:00:02', null])
    tenant.advance(18)
    expect(await seen()).toEqual(['PendingClose', 'Completed', '2026-11-04 10:00:02', '2026-11-04 10:00:20'])
    expect((await tenant.retrieve('Oct 2026')).fileIds).toMatchObject({
      revenueDetailCsvFileId: expect.any(String),
      unprocessedChargesFileId: null,
    })
  },
)

test('speed divides the duration of a trial balance', async () => {
  const tenant = await startTenant({ speed: 10 })
  await tenant.ask('run-trial-balance', 'Oct 2026')
  tenant.advance(1)
  expect(await tenant.retrieve('Oct 2026')).toMatchObject({ runTrialBalanceStatus: 'Processing' })
  tenant.advance(1)
  expect(await tenant.retrieve('Oct 2026')).toMatchObject({ runTrialBalanceStatus: 'Completed' })
})

test('however fast, two trial balances of a period never start in the same second', async () => {
  const tenant = await startTenant({ speed: 1000 })
  await tenant.ask('pending-close', 'Oct 2026')
  tenant.advance(0.1)
  const first = await tenant.retrieve('Oct 2026')
  await tenant.ask('close', 'Oct 2026')
  tenant.advance(2)
  const second = await tenant.retrieve('Oct 2026')
  expect([first.runTrialBalanceStatus, second.runTrialBalanceStatus]).toEqual(['Completed', 'Completed'])
  expect(second.runTrialBalanceStart).not.toBe(first.runTrialBalanceStart)
})

test(provokes('a close runs a second trial balance, after the period is Closed', 'second-after-closed'), async () => {
  const tenant = await startTenant()
  await tenant.ask('pending-close', 'Oct 2026')
  tenant.advance(20)
  expect((await tenant.ask('close', 'Oct 2026')).status).toBe(200)
  tenant.advance(2)
  expect(await tenant.retrieve('Oct 2026')).toMatchObject({
    status: 'Closed',
    runTrialBalanceStatus: 'Processing',
    runTrialBalanceStart: '2026-11-04 10:00:22',
    runTrialBalanceEnd: null,
  })
})

test(
  provokes(
    'an Error has its message, which may be null, and no end; the file ids stay those of the last completed one',
    'trial-balance-message',
    'trial-balance-end',
    'file-ids-per-run',
  ),
  async () => {
    const tenant = await startTenant()
    await tenant.ask('run-trial-balance', 'Oct 2026')
    tenant.advance(20)
    const { fileIds } = await tenant.retrieve('Oct 2026')
    await tenant.control('POST', 'next-trial-balances', [
      { outcome: 'Error', message: missingRate },
      { outcome: 'Error' },
    ])
    await tenant.ask('run-trial-balance', 'Oct 2026')
    tenant.advance(20)
    expect(await tenant.retrieve('Oct 2026')).toMatchObject({
      runTrialBalanceStatus: 'Error',
      runTrialBalanceEnd: null,
      runTrialBalanceErrorMessage: missingRate,
      fileIds,
    })
    await tenant.ask('run-trial-balance', 'Oct 2026')
    tenant.advance(20)
    expect(await tenant.retrieve('Oct 2026')).toMatchObject({
      runTrialBalanceStatus: 'Error',
      runTrialBalanceErrorMessage: null,
    })
  },
)

test('a trial balance that never starts leaves everything as before the ask', async () => {
  const tenant = await startTenant()
  const before = await tenant.retrieve('Oct 2026')
  await tenant.control('POST', 'next-trial-balances', [{ neverStarts: true }])
  await tenant.ask('pending-close', 'Oct 2026')
  tenant.advance(86_400)
  await tenant.signIn()
  const { status, runTrialBalanceStatus, runTrialBalanceStart } = await tenant.retrieve('Oct 2026')
  expect(status).toBe('PendingClose')
  expect([runTrialBalanceStatus, runTrialBalanceStart]).toEqual([
    before.runTrialBalanceStatus,
    before.runTrialBalanceStart,
  ])
})

test(provokes('a trial balance that never ends blocks until it is forced', 'trial-balance-not-cancelled'), async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'next-trial-balances', { neverEnds: true })
  await tenant.ask('run-trial-balance', 'Oct 2026')
  tenant.advance(86_400)
  await tenant.signIn()
  expect((await tenant.retrieve('Oct 2026')).runTrialBalanceStatus).toBe('Processing')
  expect((await tenant.ask('run-trial-balance', 'Oct 2026')).status).toBe(400)
  expect((await tenant.control('POST', 'periods/Oct%202026/run-trial-balance')).status).toBe(409)
  await tenant.control('POST', 'periods/Oct%202026/run-trial-balance', { force: true })
  tenant.advance(20)
  expect((await tenant.retrieve('Oct 2026')).runTrialBalanceStatus).toBe('Completed')
})

test('a clock that is moved jumps over a trial balance, and not over tokens, limits and idempotency keys', async () => {
  let at = new Date('2026-11-04T15:00:00Z')
  const realNow = () => new Date('2026-11-04T15:00:00Z')
  const tenant = await startTenant({ now: () => at, realNow })
  await tenant.control('POST', 'next-trial-balances', [{ seconds: 4 * 3600 }])
  await tenant.ask('run-trial-balance', 'Oct 2026')
  at = new Date('2026-11-06T14:00:00Z')
  expect(await tenant.retrieve('Oct 2026')).toMatchObject({
    runTrialBalanceStatus: 'Completed',
    runTrialBalanceEnd: '2026-11-04 14:00:00',
  })
  const { headers } = await tenant.call('GET', '/v1/accounting-periods')
  expect(headers.get('RateLimit-Reset')).toBe('60')
})

test('a lagging trial balance shows the one before until its start becomes visible', async () => {
  const tenant = await startTenant()
  await tenant.ask('run-trial-balance', 'Oct 2026')
  tenant.advance(20)
  const first = await tenant.retrieve('Oct 2026')
  await tenant.control('POST', 'next-trial-balances', [{ lagSeconds: 10 }])
  await tenant.ask('run-trial-balance', 'Oct 2026')
  tenant.advance(9)
  expect((await tenant.retrieve('Oct 2026')).runTrialBalanceStart).toBe(first.runTrialBalanceStart)
  tenant.advance(1)
  expect(await tenant.retrieve('Oct 2026')).toMatchObject({
    runTrialBalanceStatus: 'Processing',
    runTrialBalanceStart: '2026-11-04 10:00:22',
  })
})

test(
  provokes(
    'a lagging close stays PendingClose, turns Closed by itself, and only then runs its trial balance',
    'closed-later',
  ),
  async () => {
    const tenant = await startTenant()
    await tenant.control('POST', 'next-closes', [{ lagSeconds: 60 }])
    expect((await tenant.ask('close', 'Oct 2026')).body).toEqual({ success: true })
    const waiting = await tenant.retrieve('Oct 2026')
    expect([waiting.status, waiting.runTrialBalanceStart]).toEqual(['PendingClose', null])
    expect((await tenant.ask('close', 'Oct 2026')).status).toBe(400)
    tenant.advance(62)
    expect(await tenant.retrieve('Oct 2026')).toMatchObject({
      status: 'Closed',
      updatedOn: '2026-11-04 10:01:00',
      runTrialBalanceStatus: 'Processing',
    })
    expect((await tenant.ask('pending-close', 'Nov 2026')).status).toBe(200)
  },
)
