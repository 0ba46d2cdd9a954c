import { describe, expect, test } from 'vitest'
import {
  obstaclesToChange,
  obstaclesToClosing,
  obstaclesToPendingClose,
  obstaclesToTrialBalance,
  requiredItemsLeft,
} from '../../../src/domain/preconditions.ts'
import { sampleCalendar } from '../../support/sample-calendar.ts'
import { noneFound, samplePeriod } from '../../support/sample-request.ts'
import { runningSince } from '../../support/trial-balances.ts'

const october = samplePeriod({ status: 'Open', statusText: 'Open' })
const september = samplePeriod({
  id: 'september',
  name: 'Sep 2026',
  startDate: '2026-09-01',
  endDate: '2026-09-30',
  status: 'PendingClose',
})
const august = samplePeriod({ id: 'august', name: 'Aug 2026', startDate: '2026-08-01', endDate: '2026-08-31' })
const closed = { status: 'Closed', statusText: 'Closed' } as const
const today = '2026-11-04'
const entity = { manageFrom: null, childrenOf: {} }

test('a period that has ended, with all before it closed, has nothing in its way', () => {
  const calendar = [october, { ...september, ...closed }]
  expect(obstaclesToClosing({ period: october, calendar, today, entity })).toEqual([])
  expect(obstaclesToPendingClose({ period: october, calendar, today, entity })).toEqual([])
})

describe('the end of the period', () => {
  test('on its last day it has not ended', () => {
    expect(obstaclesToClosing({ period: october, calendar: [], today: '2026-10-31', entity })).toEqual([
      { kind: 'not-ended', endDate: '2026-10-31', today: '2026-10-31' },
    ])
  })

  test('on the day after, it has', () => {
    expect(obstaclesToClosing({ period: october, calendar: [], today: '2026-11-01', entity })).toEqual([])
  })

  test('the open-ended period never ends', () => {
    const period = { ...october, endDate: null }
    expect(obstaclesToClosing({ period, calendar: [], today, entity })).toMatchObject([{ kind: 'not-ended' }])
  })

  test('a trial balance may be run before it', () => {
    expect(obstaclesToTrialBalance({ period: october, calendar: [], today: '2026-10-15', entity })).toEqual([])
  })
})

describe('earlier periods', () => {
  test('that are not closed are all named, in order of date', () => {
    expect(obstaclesToClosing({ period: october, calendar: [october, september, august], today, entity })).toEqual([
      {
        kind: 'earlier-not-closed',
        periods: [
          { name: 'Aug 2026', status: 'PendingClose' },
          { name: 'Sep 2026', status: 'PendingClose' },
        ],
      },
    ])
  })

  test('of another organisation do not count', () => {
    const east = { ...october, organizationLabels: ['East'] }
    const west = { ...september, organizationLabels: ['West'] }
    const both = { ...september, organizationLabels: ['West', 'East'] }
    expect(obstaclesToClosing({ period: east, calendar: [west], today, entity })).toEqual([])
    expect(obstaclesToClosing({ period: east, calendar: [both], today, entity })).toMatchObject([
      { kind: 'earlier-not-closed' },
    ])
    expect(obstaclesToClosing({ period: east, calendar: [september], today, entity })).toHaveLength(1)
  })

  test('later ones, the open-ended one and the period itself do not count', () => {
    const later = { ...october, id: 'later', startDate: '2026-11-01', endDate: '2026-11-30' }
    const openEnded = { ...later, id: 'open-ended', startDate: '2026-01-01', endDate: null }
    expect(obstaclesToClosing({ period: october, calendar: [october, later, openEnded], today, entity })).toEqual([])
  })
})

describe('the status', () => {
  test('what is closed cannot be closed, nor set to pending close, nor given a trial balance', () => {
    const circumstances = { period: { ...october, ...closed }, calendar: [], today, entity }
    const already = [{ kind: 'already', status: 'Closed' }]
    expect(obstaclesToClosing(circumstances)).toEqual(already)
    expect(obstaclesToPendingClose(circumstances)).toEqual(already)
    expect(obstaclesToTrialBalance(circumstances)).toEqual(already)
  })

  test('what is in pending close can be closed, but not set to pending close', () => {
    const circumstances = { period: samplePeriod(), calendar: [], today, entity }
    expect(obstaclesToClosing(circumstances)).toEqual([])
    expect(obstaclesToPendingClose(circumstances)).toEqual([{ kind: 'already', status: 'PendingClose' }])
  })

  test('of a status that the bot does not know, nothing is asked', () => {
    const period = samplePeriod({ status: 'Unknown', statusText: 'Archived' })
    const unknown = [{ kind: 'unknown-status', status: 'Archived' }]
    expect(obstaclesToClosing({ period, calendar: [], today, entity })).toEqual(unknown)
    expect(obstaclesToPendingClose({ period, calendar: [], today, entity })).toEqual(unknown)
    expect(obstaclesToTrialBalance({ period, calendar: [], today, entity })).toEqual(unknown)
  })
})

test('a running trial balance is in the way of a pending close and of another trial balance; a close waits for it', () => {
  const period = { ...october, trialBalance: runningSince('2026-11-04 13:50:00') }
  const running = [{ kind: 'trial-balance-running', start: '2026-11-04 13:50:00' }]
  expect(obstaclesToPendingClose({ period, calendar: [], today, entity })).toEqual(running)
  expect(obstaclesToTrialBalance({ period, calendar: [], today, entity })).toEqual(running)
  expect(obstaclesToClosing({ period, calendar: [], today, entity })).toEqual([])
})

test('every obstacle is told at once', () => {
  const period = { ...samplePeriod({ trialBalance: runningSince('2026-10-30 08:00:00') }) }
  const kinds = obstaclesToPendingClose({ period, calendar: [september], today: '2026-10-30', entity }).map(
    ({ kind }) => kind,
  )
  expect(kinds).toEqual(['already', 'earlier-not-closed', 'not-ended', 'trial-balance-running'])
})

describe('what must be cleared', () => {
  test('is nothing when all six scans counted none', () => {
    expect(requiredItemsLeft(noneFound)).toEqual([])
  })

  test('is listed by kind and count; what could not be checked is not counted as none, nor as an obstacle', () => {
    const left = requiredItemsLeft([
      { item: 'draft-invoices', kind: 'counted', count: 99, more: true },
      { item: 'draft-payments', kind: 'not-checked', because: 'time-out' },
      { item: 'processing-refunds', kind: 'counted', count: 2, more: false },
      { item: 'draft-credit-memos', kind: 'counted', count: 0, more: false },
    ])
    expect(left).toEqual([
      {
        kind: 'required-items',
        items: [
          { item: 'draft-invoices', count: 99, more: true },
          { item: 'processing-refunds', count: 2, more: false },
        ],
      },
    ])
  })
})

describe('reopening', () => {
  const calendar = sampleCalendar({ closed: 9, open: 3 })
  const reopen = (name: string) => {
    const period = calendar.find((one) => one.name === name)
    return obstaclesToChange({ action: 'reopen', period, calendar, entity, fields: null })
  }

  test('of the last that is closed has nothing in its way', () => {
    expect(reopen('Sep 2026')).toEqual([])
  })

  test('of an earlier one: all behind it are named, in the order in which they are to be reopened', () => {
    const status = 'Closed'
    expect(reopen('Jun 2026')).toEqual([
      {
        kind: 'reopen-first',
        periods: [
          { name: 'Sep 2026', status },
          { name: 'Aug 2026', status },
          { name: 'Jul 2026', status },
        ],
      },
    ])
  })
})
