import { expect, test } from 'vitest'
import { type PeriodSeen, periodSeen } from '../../../../src/domain/evidence/filed.ts'
import { byKind, type DifferenceKind, kindsOf, textOfDifference } from '../../../../src/domain/reconcile/difference.ts'
import { isUntouchedByOthers } from '../../../../src/domain/reconcile/own-traces.ts'
import { samplePeriod, sampleRequest } from '../../../support/sample-request.ts'

const open = periodSeen(samplePeriod({ status: 'Open', statusText: 'Open', updatedBy: 'somebody' }))
const closed = { ...open, status: 'Closed' }

test.each<[string, PeriodSeen | null, PeriodSeen | null, DifferenceKind[]]>([
  ['Open, then Closed', open, closed, ['closed']],
  ['Closed, then Open', closed, open, ['reopened']],
  ['Pending Close, then Open', { ...open, status: 'PendingClose' }, open, ['reopened']],
  ['Open, then Pending Close', open, { ...open, status: 'PendingClose' }, ['pending-close']],
  ['a status that is not documented', open, { ...open, status: 'Frozen' }, ['status']],
  ['another first day', open, { ...open, startDate: '2026-10-02' }, ['dates']],
  ['another last day', open, { ...open, endDate: '2026-10-30' }, ['dates']],
  ['another name', open, { ...open, name: 'October' }, ['renamed']],
  ['another fiscal year', open, { ...open, fiscalYear: 2027 }, ['fiscal']],
  ['another fiscal quarter', open, { ...open, fiscalQuarter: null }, ['fiscal']],
  ['closed and renamed', open, { ...closed, name: 'October' }, ['closed', 'renamed']],
  ['only touched', closed, { ...closed, updatedOn: '2026-11-09 10:00:00' }, ['changed']],
  ['not there before', null, open, ['created']],
  ['not there before, and Closed', null, closed, ['created', 'closed']],
  ['no longer there', open, null, ['deleted']],
])('what became of it: %s', (_what, was, is, kinds) => {
  expect(kindsOf({ was, is })).toEqual(kinds)
})

test('several kinds at once are told apart, one following from the other', () => {
  const is = { ...closed, name: 'October', updatedOn: '2026-11-09 10:00:00' }
  const parts = byKind({ was: open, is })
  expect(parts.map(kindsOf)).toEqual([['closed'], ['renamed']])
  expect(parts[1]?.was).toEqual(parts[0]?.is)
  expect(parts.at(-1)?.is).toEqual(is)
  expect(byKind({ was: open, is: null })).toHaveLength(1)
})

test('the same difference has the same text, whatever else is another', () => {
  const later = { updatedOn: '2026-11-09 10:00:00', trialBalanceStart: null }
  const text = textOfDifference({ was: open, is: closed })
  expect(textOfDifference({ was: { ...open, ...later }, is: { ...closed, ...later } })).toBe(text)
  expect(textOfDifference({ was: closed, is: open })).not.toBe(text)
  expect(textOfDifference({ was: closed, is: { ...closed, ...later } })).not.toBe(text)
})

const touched = (changes: Partial<PeriodSeen>) => ({ updatedOn: '2026-11-09 10:00:00', ...changes })
const newRun = { trialBalanceStart: '2026-11-09 09:59:00' }
const running = { trialBalanceStatus: 'Processing' }
const own = sampleRequest({
  asks: {
    'run-trial-balance': {
      at: '2026-11-09T09:00:00.000Z',
      times: 1,
      mayHaveBeenHeard: false,
      trialBalanceStartBefore: null,
      trialBalanceStart: newRun.trialBalanceStart,
      answer: null,
    },
  },
})

test.each<[string, PeriodSeen, Partial<PeriodSeen>, { user: string | null; requests: (typeof own)[] }, boolean]>([
  ['not touched', closed, { trialBalanceStatus: 'Error' }, { user: 'bot', requests: [] }, true],
  [
    'by the bot’s own user, as a note or the end of its trial balance',
    closed,
    touched({ updatedBy: 'bot' }),
    { user: 'bot', requests: [] },
    true,
  ],
  ['by somebody', closed, touched({}), { user: 'bot', requests: [] }, false],
  [
    'by somebody, the bot’s user is not known, it asked for nothing',
    closed,
    touched({}),
    { user: null, requests: [] },
    false,
  ],
  ['by who it was before, and that may have been the bot', closed, touched({}), { user: null, requests: [own] }, true],
  [
    'by somebody else than before, whoever the bot is',
    closed,
    touched({ updatedBy: 'other' }),
    { user: null, requests: [own] },
    false,
  ],
  [
    'a trial balance of an Open period, by others',
    open,
    touched({ ...newRun, updatedBy: 'other' }),
    { user: 'bot', requests: [] },
    true,
  ],
  [
    'the trial balance of an Open period is gone',
    open,
    touched({ trialBalanceStart: null }),
    { user: 'bot', requests: [] },
    false,
  ],
  [
    'another trial balance of a closed period: it was opened meanwhile',
    closed,
    touched(newRun),
    { user: 'bot', requests: [] },
    false,
  ],
  [
    'the bot’s own trial balance, which Zuora does not put down to it',
    closed,
    touched(newRun),
    { user: 'bot', requests: [own] },
    true,
  ],
  [
    'the bot’s own trial balance, and somebody touched it',
    closed,
    touched({ ...newRun, updatedBy: 'other' }),
    { user: 'bot', requests: [own] },
    false,
  ],
  [
    'a trial balance that was running has ended',
    { ...closed, ...running },
    touched({}),
    { user: 'bot', requests: [] },
    true,
  ],
  [
    'one that was running has ended, and somebody touched it',
    { ...closed, ...running },
    touched({ updatedBy: 'other' }),
    { user: 'bot', requests: [] },
    false,
  ],
  [
    'who touched it last is not known yet',
    { ...closed, updatedOn: null },
    touched({}),
    { user: 'bot', requests: [] },
    true,
  ],
])('whether others touched what is otherwise the same: %s', (_what, was, changes, bot, isUntouched) => {
  expect(isUntouchedByOthers(was, { ...was, ...changes }, bot)).toBe(isUntouched)
})
