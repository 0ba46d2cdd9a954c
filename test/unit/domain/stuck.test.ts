import { expect, test } from 'vitest'
import type { Request } from '../../../src/domain/request.ts'
import { whyStuck } from '../../../src/domain/requester/stuck.ts'
import { sampleRequest } from '../../support/sample-request.ts'

const patience = { trialBalance: 4 * 3600, trialBalanceStart: 900 }
const at = '2026-11-04T10:00:00.000Z'
const after = (minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString()
const entry = { at, kind: 'zuora-asked', by: null, details: {} } as const
const asked = {
  at,
  times: 1,
  mayHaveBeenHeard: false,
  trialBalanceStartBefore: null,
  trialBalanceStart: null,
  answer: null,
} as const
const request = (changes: Partial<Request>) =>
  sampleRequest({ askedAt: at, execution: 'US-0147', lockTaken: true, log: [entry], ...changes })

test.each<[string, Partial<Request>, number, string]>([
  ['works on nothing that takes long', { status: 'working', asks: {} }, 60, 'no-progress'],
  ['works while a trial balance may run', { status: 'working', asks: { 'pending-close': asked } }, 360, 'no-progress'],
  ['is asking Zuora', { status: 'asking', asks: { close: asked } }, 360, 'no-progress'],
  ['waits for Zuora to answer', { status: 'working', asks: {}, unreachableSince: at }, 360, 'no-progress'],
  ['waits for approvers', { status: 'awaiting', expiresAt: at }, 60, 'expiry-passed'],
  [
    'waits for approvers while Zuora is away',
    { status: 'awaiting', expiresAt: at, unreachableSince: at },
    25 * 60,
    'expiry-passed',
  ],
  ['waits for its time', { status: 'planned', notBefore: at }, 60, 'plan-time-passed'],
  ['is blocked', { status: 'blocked' }, 30 * 24 * 60 + 60, 'lifetime-passed'],
  ['follows its closes', { status: 'following' }, 30 * 24 * 60 + 60, 'lifetime-passed'],
  ['has an outcome', { status: 'working', outcome: { kind: 'succeeded' } }, 30, 'outcome-not-sealed'],
  ['is sealed', { status: 'finished', outcome: { kind: 'succeeded' } }, 30, 'outcome-not-told'],
  [
    'follows its final trial balance',
    { status: 'finished', outcome: { kind: 'succeeded' }, followUp: { kind: 'waiting', since: at } },
    360,
    'outcome-not-told',
  ],
])(
  'a request that %s stands still for so many minutes, and is stuck a minute later',
  (_what, changes, minutes, because) => {
    expect(whyStuck(request(changes), after(minutes), patience)).toBeNull()
    expect(whyStuck(request(changes), after(minutes + 1), patience)).toEqual({ because, since: at })
  },
)

test('what came after the outcome counts as progress', () => {
  const later = [{ ...entry, at: after(300), kind: 'followed-up' } as const]
  const told = request({ status: 'finished', outcome: { kind: 'succeeded' }, later })
  expect(whyStuck(told, after(329), patience)).toBeNull()
})

test('a workflow that was started five times does not get anywhere', () => {
  const often = (execution: string) =>
    whyStuck(request({ status: 'awaiting', expiresAt: after(60), execution }), at, patience)
  expect(often('US-0147-4')).toBeNull()
  expect(often('US-0147-5')).toEqual({ because: 'started-again-too-often', since: at })
})

test('whoever has been told everything is waiting for nothing', () => {
  expect(whyStuck(request({ status: 'finished', told: true }), after(100_000), patience)).toBeNull()
})
