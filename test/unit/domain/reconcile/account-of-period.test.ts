import { expect, test } from 'vitest'
import { periodSeen } from '../../../../src/domain/evidence/filed.ts'
import { accountOfPeriod } from '../../../../src/domain/reconcile/account-of-period.ts'
import type { Request } from '../../../../src/domain/request.ts'
import { sampleException } from '../../../support/sample-exception.ts'
import { bob, samplePeriod, sampleRequest } from '../../../support/sample-request.ts'

const at = '2026-11-04T14:00:00.000Z'
const closed = samplePeriod({ status: 'Closed', statusText: 'Closed' })
const period = periodSeen(closed)
const baseline = { kind: 'baseline', periods: [period] } as const
const asked = {
  at,
  times: 1,
  mayHaveBeenHeard: false,
  trialBalanceStartBefore: null,
  trialBalanceStart: null,
  answer: { kind: 'accepted', at },
} as const
const sealed = (changes: Partial<Request>) =>
  sampleRequest({
    status: 'finished',
    log: [{ at, kind: 'outcome', by: null, details: {} }],
    asks: { close: asked },
    periodAtEnd: closed,
    outcome: { kind: 'succeeded' },
    ...changes,
  })
const refused = sealed({
  outcome: { kind: 'rejected', by: 'U0BOB', reason: 'no' },
  action: 'reopen',
  asks: { reopen: asked },
})
const acknowledged = { ...sampleException({ acknowledged: { by: bob, at } }), status: 'closed' } as const

const known = { requests: [], filed: [], baselines: [baseline], botUser: null }
const account = (changes: Partial<Parameters<typeof accountOfPeriod>[1]>, seen = period) =>
  accountOfPeriod({ period: seen, name: 'Oct 2026', isJudged: true }, { ...known, ...changes })

test.each([
  ['as it was found first', {}, 'baseline'],
  ['a request closed it', { requests: [sealed({})] }, 'requests'],
  ['a request asked for something that did not happen', { requests: [refused] }, 'baseline'],
  ['an exception is acknowledged', { filed: [acknowledged] }, 'acknowledged'],
  [
    'an exception is open, whatever else',
    { filed: [sampleException(), acknowledged], requests: [sealed({})] },
    'open-exception',
  ],
  ['nothing tells yet', { baselines: [] }, 'not-yet'],
  ['a request is under way', { requests: [sealed({}), sampleRequest({ status: 'asking' })] }, 'not-yet'],
  ['what was asked for came late', { baselines: [], requests: [refused] }, 'requests'],
])('a period is accounted for: %s', (_what, changes, by) => {
  expect(account(changes).by).toBe(by)
})

const open = { ...period, status: 'Open' }
const later = '2026-11-05T09:00:00.000Z'
const foundLater = (changes: Parameters<typeof sampleException>[0]) => ({
  ...sampleException({ acknowledged: { by: bob, at: later }, ...changes }),
  status: 'closed' as const,
  log: [{ at: later, kind: 'filed' as const, by: null, details: {} }],
})
const reopened = foundLater({ was: period, is: open })
const evenLater = [{ at: '2026-11-06T09:00:00.000Z', kind: 'outcome' as const, by: null, details: {} }]

test.each([
  ['a request closed it, others reopened it', { filed: [reopened], requests: [sealed({})] }, open, 'acknowledged'],
  [
    'then a request closed it again',
    { filed: [reopened], requests: [sealed({ log: evenLater }), sealed({})] },
    period,
    'requests',
  ],
  [
    'a request only ran a trial balance since',
    { filed: [reopened], requests: [sealed({ log: evenLater, action: 'trial-balance', asks: {} }), sealed({})] },
    open,
    'acknowledged',
  ],
  [
    'others had opened it before a request closed it, found only then',
    { filed: [reopened], requests: [sealed({})] },
    period,
    'requests',
  ],
  [
    'it was changed, nobody knows how, after a request closed it',
    { filed: [foundLater({ was: period, is: period })], requests: [sealed({})] },
    period,
    'acknowledged',
  ],
] as const)('what accounts for it is the last that made it what it is: %s', (_what, changes, seen, by) => {
  expect(account(changes, seen).by).toBe(by)
})

test('a request under way is named', () => {
  expect(account({ requests: [sampleRequest()] }).underWay).toBe('US-0147')
})

test('a trial balance of an Open period is somebody’s: the bot’s, one from before, or others’', () => {
  const open = { ...period, status: 'Open', trialBalanceStart: '2026-11-05 10:00:00' }
  const own = sealed({ asks: { 'run-trial-balance': { ...asked, trialBalanceStart: open.trialBalanceStart } } })
  expect(account({}, open).runByOthers).toBe('2026-11-05 10:00:00')
  expect(account({ requests: [own] }, open).runByOthers).toBeNull()
  expect(account({ baselines: [{ kind: 'baseline', periods: [open] }] }, open).runByOthers).toBeNull()
})
