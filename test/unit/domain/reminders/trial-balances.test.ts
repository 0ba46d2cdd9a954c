import { describe, expect, test } from 'vitest'
import type { AccountingPeriod } from '../../../../src/domain/accounting-period.ts'
import { keepCalendar } from '../../../../src/domain/calendar/kept-calendar.ts'
import { datedPeriods } from '../../../../src/domain/period-reference.ts'
import type { ReminderFacts } from '../../../../src/domain/reminders/reminder-facts.ts'
import { remindersFor } from '../../../../src/domain/reminders.ts'
import { sampleReminderFacts, sampleRules, withPeriod } from '../../../support/reminders/sample-reminders.ts'
import { sampleCalendar } from '../../../support/sample-calendar.ts'
import { inError, sampleRequest } from '../../../support/sample-request.ts'
import { runningSince } from '../../../support/trial-balances.ts'

const open = sampleCalendar({ closed: 9, open: 9 })
const october = { id: 'id9', name: 'Oct 2026', startDate: '2026-10-01', endDate: '2026-10-31' }

/** What is urgent once October has become so: seen at three, then looked at again. */
function becomes(changes: Partial<AccountingPeriod>, now: string, facts: Partial<ReminderFacts> = {}) {
  const calendar = withPeriod(open, 'Oct 2026', changes)
  const before = keepCalendar(null, datedPeriods(open), '2026-11-05T14:45:00.000Z')
  const kept = keepCalendar(before, datedPeriods(calendar), '2026-11-05T15:00:00.000Z')
  const found = remindersFor(sampleReminderFacts({ calendar, kept, now, ...facts }))
  return found.filter(({ about }) => about.kind.startsWith('trial-balance'))
}

describe('a trial balance that ended in Error', () => {
  const failed = { trialBalance: inError }
  const ofRun = `failed ${inError.start}`

  test('is told at once, whatever is quiet, and for a day', () => {
    expect(becomes(failed, '2026-11-05T15:00:00.000Z')).toMatchObject([
      { subject: 'us/trial-balance/id9', occasion: ofRun, isUrgent: true, until: '2026-11-06T15:00:00.000Z' },
    ])
    expect(becomes(failed, '2026-11-06T15:00:00.000Z')).toEqual([])
  })

  test('is not told where a request has the period in hand', () => {
    expect(becomes(failed, '2026-11-05T15:00:00.000Z', { requests: [sampleRequest({ period: october })] })).toEqual([])
  })

  test('is told where a request only waits for its time: it follows none', () => {
    const requests = [sampleRequest({ period: october, status: 'planned', notBefore: '2026-11-12T23:00:00.000Z' })]
    expect(becomes(failed, '2026-11-05T15:00:00.000Z', { requests })).toHaveLength(1)
  })

  test('is not told again where the outcome of a request told it', () => {
    const ended = sampleRequest({ period: october, status: 'finished' })
    const told = { ...ended, periodAtEnd: { ...sampleReminderFacts().calendar[0], ...failed } as AccountingPeriod }
    expect(becomes(failed, '2026-11-05T15:00:00.000Z', { earlierRequests: [told] })).toEqual([])
    expect(becomes(failed, '2026-11-05T15:00:00.000Z', { earlierRequests: [ended] })).toHaveLength(1)
  })

  test('that was found at the first look is no news; it stands in the line of its period', () => {
    const calendar = withPeriod(open, 'Oct 2026', failed)
    const kept = keepCalendar(null, datedPeriods(calendar), '2026-11-05T15:00:00.000Z')
    expect(becomes(failed, '2026-11-05T15:15:00.000Z', { kept })).toEqual([])
  })

  test('a later look at the same run is no later failure; another run is', () => {
    const first = keepCalendar(null, datedPeriods(open), '2026-11-05T14:45:00.000Z')
    const looks = [failed, failed, { trialBalance: { ...inError, start: '2026-11-05 11:00:00' } }]
    const times = ['2026-11-05T15:00:00.000Z', '2026-11-05T15:15:00.000Z', '2026-11-05T15:30:00.000Z']
    let kept = first
    const seen = looks.map((changes, at) => {
      kept = keepCalendar(kept, datedPeriods(withPeriod(open, 'Oct 2026', changes)), times[at] ?? '')
      return kept.periods.find(({ period }) => period.id === 'id9')?.failedSince
    })
    expect(seen).toEqual([times[0], times[0], times[2]])
  })

  test('of a closed period, or where it is switched off, is not told', () => {
    expect(becomes({ ...failed, status: 'Closed' }, '2026-11-05T15:00:00.000Z')).toEqual([])
    const rules = { ...sampleRules, trialBalances: false }
    expect(becomes(failed, '2026-11-05T15:00:00.000Z', { rules })).toEqual([])
  })
})

describe('a trial balance that runs: usual is twelve and a half minutes, so half an hour is not long, and forty minutes are', () => {
  const running = { trialBalance: runningSince('2026-11-05 10:00:00') }

  test('three times the usual after it was first seen it is told, once for the run', () => {
    expect(becomes(running, '2026-11-05T15:40:00.000Z')).toMatchObject([
      {
        occasion: 'slow 2026-11-05 10:00:00',
        from: '2026-11-05T15:37:30.000Z',
        isUrgent: true,
        about: { since: '2026-11-05T15:00:00.000Z', runningSeconds: 2400, usualSeconds: 750, trackId: null },
      },
    ])
  })

  test('before that it is only known when it will be', () => {
    expect(becomes(running, '2026-11-05T15:15:00.000Z')[0]?.from).toBe('2026-11-05T15:37:30.000Z')
  })

  test('with the request that Zuora’s support finds in its log, where it was one of ours', () => {
    const asked = { at: '', times: 1, mayHaveBeenHeard: false, trialBalanceStartBefore: null, answer: null }
    const asks = { 'run-trial-balance': { ...asked, trialBalanceStart: '2026-11-05 10:00:00' } }
    const requests = [sampleRequest({ period: october, asks, status: 'working' })]
    expect(becomes(running, '2026-11-05T15:40:00.000Z', { requests })[0]?.about).toMatchObject({ trackId: 'US-0147' })
  })

  test('where too few have run nobody knows what is usual', () => {
    const calendar = withPeriod(sampleCalendar({ closed: 1, open: 17 }), 'Oct 2026', running)
    expect(becomes(running, '2026-11-05T15:40:00.000Z', { calendar })).toEqual([])
    expect(
      becomes(running, '2026-11-05T15:40:00.000Z', { rules: { ...sampleRules, slowTrialBalanceTimes: null } }),
    ).toEqual([])
  })
})
