import { expect, test } from 'vitest'
import { logZuoraCall } from '../../src/runtime/log-zuora-call.ts'
import type { ZuoraCall } from '../../src/zuora/http/zuora-call.ts'

const call: ZuoraCall = {
  method: 'GET',
  path: '/v1/accounting-periods',
  result: 'ok',
  status: 200,
  code: null,
  trackId: 'US-0147',
  zuoraRequestId: 'z-1',
  processId: null,
  ms: 120,
  rateLimitRemaining: 12_500,
  rateLimit: 50_000,
  concurrencyRemaining: null,
  concurrencyLimit: null,
}

function linesOf(changes: Partial<ZuoraCall>): object[] {
  const lines: object[] = []
  logZuoraCall('us', { ...call, ...changes }, (event, details) => void lines.push({ event, ...details }))
  return lines
}

test('a call is a line, with what is left of Zuora’s limits in percent; null where Zuora did not say', () => {
  expect(linesOf({})).toEqual([
    { event: 'zuora-call', entity: 'us', ...call, rateHeadroom: 25, concurrencyHeadroom: null },
  ])
})

test('a token that was not got is an event of its own', () => {
  const failed = { path: '/oauth/token', result: 'sign-in-refused', status: 401 } as const
  expect(linesOf(failed)).toMatchObject([
    { event: 'zuora-call' },
    { event: 'zuora-sign-in-failed', entity: 'us', result: 'sign-in-refused', status: 401 },
  ])
  expect(linesOf({ path: '/oauth/token' })).toHaveLength(1)
})
