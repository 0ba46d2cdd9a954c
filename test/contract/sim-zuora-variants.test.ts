import { expect, test } from 'vitest'
import { z } from 'zod'
import { provokes } from './sim-zuora-rules.ts'
import { categoryOf, startTenant } from './sim-zuora-tenant.ts'

const reasons = z.object({ reasons: z.array(z.object({ code: z.union([z.number(), z.string()]) })) })

test(provokes('reopen needs a permission of its own', 'reopen-permission'), async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'permissions', { reopenAccountingPeriod: false })
  const refused = await tenant.ask('reopen', 'Sep 2026')
  expect([refused.status, categoryOf(refused.body)]).toEqual([403, 10])
  expect((await tenant.ask('pending-close', 'Oct 2026')).status).toBe(200)
  expect((await tenant.control('POST', 'periods/Oct%202026/reopen')).status).toBe(200)
})

test(provokes('a period that is pending close is reopened', 'reopen-of-closed-or-pending'), async () => {
  const tenant = await startTenant()
  await tenant.ask('pending-close', 'Oct 2026')
  expect((await tenant.ask('reopen', 'Oct 2026')).status).toBe(200)
  expect((await tenant.find('Oct 2026')).status).toBe('Open')
})

test(
  provokes('a trial balance while pending close runs, or is refused', 'trial-balance-while-pending-close'),
  async () => {
    const tenant = await startTenant()
    await tenant.ask('pending-close', 'Oct 2026')
    tenant.advance(20)
    expect((await tenant.ask('run-trial-balance', 'Oct 2026')).status).toBe(200)
    tenant.advance(20)
    await tenant.control('POST', 'settings', { trialBalanceWhilePendingClose: false })
    const refused = await tenant.ask('run-trial-balance', 'Oct 2026')
    expect([refused.status, categoryOf(refused.body)]).toEqual([400, 30])
  },
)

test(provokes('a completed trial balance may be `Complete`', 'completed-word'), async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'settings', { completedWord: 'Complete' })
  expect((await tenant.retrieve('Sep 2026')).runTrialBalanceStatus).toBe('Complete')
})

test(provokes('a status may be one that nobody knows', 'unknown-status'), async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'periods/Sep%202026', { shownStatus: 'Archived' })
  expect((await tenant.retrieve('Sep 2026')).status).toBe('Archived')
  await tenant.control('POST', 'periods/Sep%202026', { shownStatus: null })
  expect((await tenant.retrieve('Sep 2026')).status).toBe('Closed')
})

test(provokes('the order of the list is not that of the calendar', 'list-order'), async () => {
  const tenant = await startTenant()
  const list = z.object({ accountingPeriods: z.array(z.object({ startDate: z.string() })) })
  const { body } = await tenant.call('GET', '/v1/accounting-periods')
  const dates = list.parse(body).accountingPeriods.map(({ startDate }) => startDate)
  expect(dates).not.toEqual(dates.toSorted())
  expect(dates).not.toEqual(dates.toSorted().reverse())
})

test(provokes('codes are numbers of accounting periods and strings of Object Query', 'code-types'), async () => {
  const tenant = await startTenant()
  const answers = [
    await tenant.call('GET', '/v1/accounting-periods/none'),
    await tenant.call('GET', '/object-query/invoices?pageSize=100'),
  ]
  const codes = answers.map(({ body }) => reasons.parse(body).reasons[0]?.code)
  expect(codes).toEqual([expect.any(Number), expect.any(String)])
})

test(provokes('the rates of an API Sandbox are smaller', 'rates-of-sandbox'), async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'settings', { sandboxLimits: true })
  const { headers } = await tenant.call('GET', '/v1/accounting-periods')
  expect(headers.get('ratelimit-limit')).toBe('2500, 2500;w=60, 5000;w=3600, 10000;w=86400')
})

test(provokes('calls that fail count', 'failed-calls-count'), async () => {
  const tenant = await startTenant()
  const remaining = async (path: string) => Number((await tenant.call('GET', path)).headers.get('ratelimit-remaining'))
  const before = await remaining('/v1/accounting-periods')
  expect(await remaining('/v1/none')).toBe(before - 1)
})

test.each([
  [401, 11],
  [403, 10],
  [404, 40],
  [409, 50],
  [415, 45],
  [429, 70],
  [500, 60],
  [503, 61],
])(provokes('an error with status %i is of category %i', 'categories'), async (status, category) => {
  const tenant = await startTenant()
  await tenant.control('POST', 'faults', { kind: 'status', status })
  const answer = await tenant.call('GET', '/v1/accounting-periods')
  expect([answer.status, categoryOf(answer.body)]).toEqual([status, category])
})

const shapes = [
  { reasons: [{ code: 'SystemError', message: 'System is temporarily unavailable.' }] },
  { Success: false, Errors: [{ Code: 'INVALID_VALUE', Message: 'not valid' }] },
  { FaultCode: 'INVALID_VALUE', FaultMessage: 'not valid' },
  { code: '61000010', message: 'not now' },
  '<html></html>',
]

test.each(shapes)(provokes('an error of any shape, by a fault: %j', 'any-answer'), async (body) => {
  const tenant = await startTenant()
  await tenant.control('POST', 'faults', { kind: 'status', status: 500, body })
  const answer = await tenant.call('GET', '/v1/accounting-periods')
  expect([answer.status, answer.body]).toEqual([500, body])
})
