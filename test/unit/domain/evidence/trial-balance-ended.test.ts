import { expect, test } from 'vitest'
import { trialBalanceEnded } from '../../../../src/domain/evidence/trial-balance-ended.ts'
import type { Asked, Request } from '../../../../src/domain/request.ts'
import { completed, inError, samplePeriod, sampleRequest } from '../../../support/sample-request.ts'

const at = '2026-11-02T16:30:00.000Z'
const asked: Asked = {
  at: '2026-11-02T16:00:00.000Z',
  times: 1,
  mayHaveBeenHeard: false,
  trialBalanceStartBefore: null,
  trialBalanceStart: completed.start,
  answer: { kind: 'accepted', at: '2026-11-02T16:00:01.000Z' },
}
const own: Partial<Request> = { status: 'working', asks: { 'pending-close': asked } }

test('the end of a trial balance is recorded in Zuora’s words, and once', () => {
  const ended = trialBalanceEnded(sampleRequest(own), samplePeriod(), at)
  expect(ended?.entry).toEqual({
    at,
    kind: 'trial-balance-ended',
    by: null,
    details: {
      status: 'Completed',
      start: '2026-11-02 08:00:00',
      end: '2026-11-02 08:12:30',
      errorMessage: null,
      whose: 'this-request',
    },
  })
  const noted = sampleRequest({ ...own, trialBalanceNoted: ended?.trialBalanceNoted ?? null })
  expect(trialBalanceEnded(noted, samplePeriod(), at)).toBeUndefined()
  const next = trialBalanceEnded(noted, samplePeriod({ trialBalance: inError }), at)
  expect(next?.entry.details).toMatchObject({ status: 'Error', errorMessage: 'Unbalanced <entries> & more' })
})

const noRun = { status: 'running', statusText: 'Processing', start: null, end: null, errorMessage: null } as const

test.each<[string, Partial<Request>, Parameters<typeof samplePeriod>[0]]>([
  ['while it runs', own, { trialBalance: { ...noRun, start: completed.start } }],
  ['where there is none', own, { trialBalance: { ...noRun, status: 'none', statusText: 'Pending' } }],
  ['after the outcome is sealed, when it is told with the follow-up', { ...own, status: 'finished' }, {}],
])('nothing is recorded %s', (_when, request, period) => {
  expect(trialBalanceEnded(sampleRequest(request), samplePeriod(period), at)).toBeUndefined()
})

const beforeClose = { ...asked, trialBalanceStartBefore: completed.start, trialBalanceStart: null }

test.each<[string, Partial<Request>, Parameters<typeof samplePeriod>[0]]>([
  ['before-request', { asks: {} }, {}],
  ['before-request', { asks: { 'run-trial-balance': beforeClose } }, {}],
  ['others', { asks: {}, othersSince: at }, {}],
  ['others', { asks: {}, trialBalanceNoted: 'an earlier one' }, {}],
  ['others', own, { trialBalance: { ...completed, start: '2026-11-02 09:00:00' } }],
  [
    'final',
    { asks: { 'pending-close': asked, close: beforeClose } },
    { status: 'Closed', trialBalance: { ...completed, start: '2026-11-02 09:00:00' } },
  ],
])('whose it was: %s', (whose, request, period) => {
  const ended = trialBalanceEnded(sampleRequest({ status: 'working', ...request }), samplePeriod(period), at)
  expect(ended?.entry.details.whose).toBe(whose)
})
