import { expect, test } from 'vitest'
import { mayAskAgain } from '../../../src/domain/ask-again.ts'
import type { Outcome } from '../../../src/domain/outcome.ts'
import type { Request } from '../../../src/domain/request.ts'
import { completed, samplePeriod, sampleRequest } from '../../support/sample-request.ts'

const by = { updatedBy: null, updatedOn: null }
const pending = samplePeriod()
const closed = samplePeriod({ status: 'Closed', statusText: 'Closed' })
const open = samplePeriod({ status: 'Open', statusText: 'Open' })
const isOffered = (outcome: Outcome, changes: Partial<Request> = {}) =>
  mayAskAgain(sampleRequest({ status: 'finished', outcome, periodAtEnd: pending, ...changes }))

const expired: Outcome = { kind: 'expired', waitedFor: 'approval' }

test.each<[string, Outcome, Partial<Request>]>([
  ['a rejection', { kind: 'rejected', by: 'U0BOB', reason: 'too early' }, {}],
  ['an expiry', expired, {}],
  ['a cancellation', { kind: 'cancelled', by: 'U0ALICE' }, {}],
  [
    'a refusal by Zuora',
    { kind: 'refused', because: { kind: 'by-zuora', asked: 'close', code: '1', message: 'no', zuoraRequestId: null } },
    {},
  ],
  ['another request that came first', { kind: 'refused', because: { kind: 'in-flight', request: 'US-0001' } }, {}],
  [
    'a move by others',
    { kind: 'overtaken', because: { kind: 'moved-by-others', status: 'Open', ...by } },
    { periodAtEnd: open },
  ],
  [
    'a trial balance by others',
    { kind: 'overtaken', because: { kind: 'trial-balance-by-others', trialBalance: completed } },
    {},
  ],
  ['a failure', { kind: 'failed', because: { kind: 'broke', error: 'X' } }, { periodAtEnd: null }],
  ['an expired reopen', expired, { action: 'reopen', periodAtEnd: closed }],
  [
    'an expired creation',
    expired,
    { action: 'create', period: { ...sampleRequest().period, id: null }, periodAtEnd: null },
  ],
])('after %s the same can be asked for again', (_what, outcome, changes) => {
  expect(isOffered(outcome, changes)).toBe(true)
})

test.each<[string, Outcome, Partial<Request>]>([
  ['what was done', { kind: 'succeeded' }, {}],
  ['a close with a problem', { kind: 'closed-with-problem', trialBalance: completed }, { periodAtEnd: closed }],
  ['a policy that no longer allows it', { kind: 'refused', because: { kind: 'policy', action: 'close' } }, {}],
  ['a close by others', { kind: 'overtaken', because: { kind: 'closed-by-others', ...by } }, { periodAtEnd: closed }],
  [
    'a failed close of what is Closed by now',
    { kind: 'failed', because: { kind: 'broke', error: 'X' } },
    { periodAtEnd: closed },
  ],
  ['a period that is gone', { kind: 'failed', because: { kind: 'period-missing' } }, { periodAtEnd: null }],
  ['an expired reopen of what is Open', expired, { action: 'reopen', periodAtEnd: open }],
  ['a setting back, which has its own button', expired, { action: 'set-back-to-open' }],
  ['a creation that is there', { kind: 'failed', because: { kind: 'broke', error: 'X' } }, { action: 'create' }],
])('after %s it is not offered', (_what, outcome, changes) => {
  expect(isOffered(outcome, changes)).toBe(false)
})

test('of a range, the rest: neither what is closed nor what goes on by itself', () => {
  const child = (name: string, number: number | null, ended: Outcome['kind'] | null) => ({
    periodId: name,
    name,
    number,
    ended,
  })
  const cancelled = { kind: 'cancelled', by: 'U0ALICE' } as const
  const of = (range: Request['range']) => isOffered(cancelled, { action: 'close-range', range })
  expect(of([child('Aug', 1, 'succeeded'), child('Sep', 2, null), child('Oct', null, null)])).toBe(true)
  expect(of([child('Aug', 1, 'succeeded'), child('Sep', 2, 'rejected')])).toBe(true)
  expect(of([child('Aug', 1, 'succeeded'), child('Sep', 2, null)])).toBe(false)
})
