import { expect, test } from 'vitest'
import type { AccountingPeriod } from '../../../../src/domain/accounting-period.ts'
import { possibleActions } from '../../../../src/domain/reading/possible-actions.ts'
import { sampleCalendar } from '../../../support/sample-calendar.ts'
import { completed } from '../../../support/sample-request.ts'

const entity = { manageFrom: null, childrenOf: {} }
const calendar = sampleCalendar({ closed: 9, open: 3 })
const running = { ...completed, status: 'running', statusText: 'Processing', end: null } as const

/** September is the last that is closed; October is the first that is open, and has ended. */
function possible(name: string, changes: Partial<AccountingPeriod> = {}) {
  const changed = calendar.map((period) => (period.name === name ? { ...period, ...changes } : period))
  const period = changed.find((one) => one.name === name)
  if (!period) throw new Error(`no ${name}`)
  return possibleActions({ period, calendar: changed, entity, today: '2026-11-20' })
}

test.each<[string, string, Partial<AccountingPeriod>, string[]]>([
  [
    'the earliest open one, ended',
    'Oct 2026',
    {},
    ['close', 'trial-balance', 'pending-close', 'update', 'update-dates'],
  ],
  ['the most recent, not ended', 'Dec 2026', {}, ['trial-balance', 'update', 'update-dates', 'delete']],
  ['one between, not ended', 'Nov 2026', {}, ['trial-balance', 'update', 'update-dates']],
  ['the last closed one', 'Sep 2026', {}, ['reopen', 'update']],
  ['one closed before it', 'Aug 2026', {}, ['update']],
  [
    'one in pending close',
    'Oct 2026',
    { status: 'PendingClose', statusText: 'PendingClose' },
    ['close', 'trial-balance', 'reopen', 'update', 'update-dates'],
  ],
  ['one whose trial balance is running', 'Oct 2026', { trialBalance: running }, ['close', 'update']],
  ['one with a status that is not known', 'Oct 2026', { status: 'Unknown', statusText: 'Frozen' }, []],
])('of %s', (_what, name, changes, expected) => {
  expect(possible(name, changes)).toEqual(expected)
})

test('of one that is not managed here, only what changes no date and closes nothing', () => {
  const [period] = sampleCalendar({ closed: 0, open: 12 })
  if (!period) throw new Error('no period')
  const circumstances = { period, calendar, today: '2026-11-20', entity: { ...entity, manageFrom: '2026-10' } }
  expect(possibleActions(circumstances)).toEqual(['update'])
})
