import { expect, test } from 'vitest'
import type { Answered, Request } from '../../../src/domain/request.ts'
import { leftInPendingClose, maySetBack } from '../../../src/domain/set-back.ts'
import { samplePeriod, sampleRequest } from '../../support/sample-request.ts'

const pending = samplePeriod({ updatedBy: 'the bot' })
const at = '2026-11-02T13:00:10.000Z'
const accepted: Answered = { kind: 'accepted', at }

function ended(answer: Answered | null, changes: Partial<Request> = {}): Request {
  const asked = {
    at: '2026-11-02T13:00:05.000Z',
    times: 1,
    trialBalanceStart: null,
    mayHaveBeenHeard: false,
    trialBalanceStartBefore: null,
    answer,
  }
  return sampleRequest({
    status: 'finished',
    outcome: { kind: 'cancelled', by: 'U0ALICE' },
    asks: { 'pending-close': asked },
    periodAtEnd: pending,
    ...changes,
  })
}

test('a cancelled close that had set the period to pending close can take it back', () => {
  expect(leftInPendingClose(ended(accepted))).toBe(true)
  expect(maySetBack(ended(accepted), pending, [])).toBe(true)
})

test('a pending close that others made is theirs to take back', () => {
  expect(leftInPendingClose(ended(accepted, { asks: {} }))).toBe(false)
  expect(leftInPendingClose(ended({ kind: 'busy', at, retryAfterSeconds: 10 }))).toBe(false)
})

test('a pending close that may not have been the bot’s is not taken back', () => {
  expect(leftInPendingClose(ended(null))).toBe(false)
  expect(leftInPendingClose(ended({ kind: 'unknown', at }))).toBe(false)
})

test('a pending close that was asked for and succeeded stays', () => {
  expect(leftInPendingClose(ended(accepted, { outcome: { kind: 'succeeded' } }))).toBe(false)
})

test('a pending close whose answer was lost is the bot’s where Zuora names its user', () => {
  const lost = ended({ kind: 'unknown', at }, { integrationUser: pending.updatedBy })
  expect(leftInPendingClose(lost)).toBe(true)
  expect(leftInPendingClose({ ...lost, integrationUser: 'another user' })).toBe(false)
})

test('a failure that could not see the period offers it; the click looks', () => {
  const unseen = ended(accepted, {
    periodAtEnd: null,
    integrationUser: pending.updatedBy,
    outcome: { kind: 'failed', because: { kind: 'sign-in-refused' } },
  })
  expect(maySetBack(unseen, pending, [])).toBe(true)
  expect(maySetBack(unseen, { ...pending, updatedBy: 'a person' }, [])).toBe(false)
})

test('what a later request from here asked of Zuora is not undone by an old button', () => {
  const old = ended(accepted)
  const later = { ...ended(accepted), number: old.number + 1 }
  expect(maySetBack(old, pending, [later])).toBe(false)
  const asked = later.asks['pending-close']
  const ran = { ...later, asks: asked ? { 'run-trial-balance': asked } : {} }
  expect(maySetBack(old, pending, [{ ...later, asks: {} }, ran])).toBe(true)
})

test('what did not end in pending close, or ended unseen without failing, is not taken back', () => {
  expect(leftInPendingClose(ended(accepted, { periodAtEnd: samplePeriod({ status: 'Closed' }) }))).toBe(false)
  expect(leftInPendingClose(ended(accepted, { periodAtEnd: null }))).toBe(false)
})

test('once somebody else has changed the period, it stays', () => {
  expect(maySetBack(ended(accepted), samplePeriod({ updatedBy: 'a person' }), [])).toBe(false)
  expect(maySetBack(ended(accepted), samplePeriod({ updatedBy: 'the bot', status: 'Open' }), [])).toBe(false)
})
