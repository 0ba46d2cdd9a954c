import { expect, test } from 'vitest'
import { earlierIn } from '../../../src/domain/reading/earlier.ts'
import { heldBy } from '../../../src/domain/request.ts'
import { sampleException } from '../../support/sample-exception.ts'
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
  expect(earlierIn({ requests, filed: [] }, 'close')).toMatchObject({
    closes: 1,
    reopened: { at: '2026-11-14T09:00:00.000Z', by: 'U0BOB', reason: 'late invoice' },
  })
  expect(earlierIn({ requests: [], filed: [] }, 'close')).toEqual({ closes: 0, reopened: null })
})

test('a reopening before the last close is not why the period is open again', () => {
  const requests = [
    sampleRequest({ number: 3, action: 'close', outcome: succeeded }),
    sampleRequest({ number: 2, action: 'reopen', outcome: succeeded, note: 'late invoice' }),
    sampleRequest({ number: 1, action: 'close', outcome: succeeded }),
  ]
  expect(earlierIn({ requests, filed: [] }, 'close')).toEqual({ closes: 2, reopened: null })
})

const closedFirst = sampleRequest({ number: 1, action: 'close', outcome: succeeded })
const reopenedByOthers = (
  number: number,
  acknowledged: ReturnType<typeof sampleException>['about']['acknowledged'] = null,
) => {
  const { about, ...filed } = sampleException({ acknowledged })
  return { ...filed, number, about: { ...about, was: about.is, is: about.was } }
}

test('others reopened it in Zuora since: which exception, and who had acknowledged it', () => {
  const open = earlierIn({ requests: [closedFirst], filed: [reopenedByOthers(2)] }, 'close')
  expect(open).toEqual({ closes: 1, reopened: null, reopenedOutside: { exception: 2, acknowledgedBy: null } })
  const acknowledged = reopenedByOthers(2, { by: bob, at: '2026-11-14T09:00:00.000Z' })
  expect(earlierIn({ requests: [closedFirst], filed: [acknowledged] }, 'close')).toMatchObject({
    reopenedOutside: { acknowledgedBy: 'U0BOB' },
  })
})

test.each([
  ['it was closed again by a request', sampleRequest({ number: 3, action: 'close', outcome: succeeded })],
  ['it was reopened by a request since', sampleRequest({ number: 3, action: 'reopen', outcome: succeeded })],
])('a reopening in Zuora says nothing any more: %s', (_what, later) => {
  const earlier = earlierIn({ requests: [closedFirst, later], filed: [reopenedByOthers(2)] }, 'close')
  expect(earlier.reopenedOutside).toBeUndefined()
})

test.each([
  [
    { kind: 'rejected', by: 'U0BOB', reason: 'Too early' } as const,
    { ended: 'rejected', by: 'U0BOB', reason: 'Too early' },
  ],
  [{ kind: 'cancelled', by: 'U0ALICE' } as const, { ended: 'cancelled', by: 'U0ALICE', reason: null }],
  [{ kind: 'expired', waitedFor: 'approval' } as const, { ended: 'expired', by: null, reason: null }],
  [succeeded, undefined],
])('the last request for the same, where it came to nothing: %o', (outcome, last) => {
  const before = sampleRequest({ number: 4, action: 'close', outcome })
  const other = sampleRequest({ number: 5, action: 'trial-balance', outcome: { kind: 'cancelled', by: 'U0ALICE' } })
  const earlier = earlierIn({ requests: [closedFirst, before, other], filed: [] }, 'close')
  expect(earlier.last).toEqual(last && { number: 4, ...last })
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
