import { expect, test } from 'vitest'
import { earlierIn, heldBy } from '../../../src/domain/request.ts'
import { alice, bob, sampleRequest } from '../../support/sample-request.ts'

const succeeded = { kind: 'succeeded' } as const
const reopenAsked = {
  times: 1,
  mayHaveBeenHeard: false,
  trialBalanceStartBefore: null,
  trialBalanceStart: null,
  answer: null,
}

test('what became of a period here before: how often it was closed, and its last reopening with its reason', () => {
  const requests = [
    sampleRequest({ number: 5, action: 'reopen', outcome: { kind: 'rejected', by: 'U0BOB', reason: 'no' } }),
    sampleRequest({
      number: 4,
      action: 'reopen',
      outcome: succeeded,
      note: 'late invoice',
      requester: bob,
      askedAt: '2026-11-12T16:00:00.000Z',
      asks: { reopen: { ...reopenAsked, at: '2026-11-14T09:00:00.000Z' } },
    }),
    sampleRequest({ number: 3, action: 'close', outcome: { kind: 'expired', waitedFor: 'approval' } }),
    sampleRequest({ number: 2, action: 'reopen', outcome: succeeded, note: 'the one before', requester: alice }),
    sampleRequest({ number: 1, action: 'close', outcome: succeeded }),
    sampleRequest({ number: 6, action: 'close', outcome: null }),
  ]
  expect(earlierIn(requests)).toEqual({
    closes: 1,
    reopened: { at: '2026-11-14T09:00:00.000Z', by: 'U0BOB', reason: 'late invoice' },
  })
  expect(earlierIn([])).toEqual({ closes: 0, reopened: null })
})

test('a reopening before the last close is not why the period is open again', () => {
  const requests = [
    sampleRequest({ number: 3, action: 'close', outcome: succeeded }),
    sampleRequest({ number: 2, action: 'reopen', outcome: succeeded, note: 'late invoice' }),
    sampleRequest({ number: 1, action: 'close', outcome: succeeded }),
  ]
  expect(earlierIn(requests)).toEqual({ closes: 2, reopened: null })
})

test.each([
  ['close', 'october', null, ['october']],
  ['reopen', 'october', null, ['october']],
  ['update', 'october', null, ['october']],
  ['create', null, null, [null]],
  ['close-range', null, null, [null]],
  ['delete', 'october', null, [null, 'october']],
  ['update-dates', 'october', 'november', [null, 'october', 'november']],
] as const)('a %s holds what it changes while it runs', (action, id, neighbourId, held) => {
  const period = { ...sampleRequest().period, id }
  expect(heldBy({ entity: 'us', action, period, neighbourId }).map((it) => it.id)).toEqual(held)
})
