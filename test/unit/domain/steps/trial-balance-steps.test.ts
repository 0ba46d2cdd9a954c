import { describe, expect, test } from 'vitest'
import type { TrialBalance } from '../../../../src/domain/accounting-period.ts'
import { mostAsks } from '../../../../src/domain/steps/ask-state.ts'
import { nextStep } from '../../../../src/domain/steps/next-step.ts'
import { ago, asked, nothingFound, round, sampleFacts } from '../../../support/facts.ts'
import { completed } from '../../../support/sample-request.ts'
import { completedFrom, failedFrom, neverRun, runningSince } from '../../../support/trial-balances.ts'

const old = completedFrom('2026-11-01 08:00:00', '2026-11-01 08:10:00')
const ours = '2026-11-04 13:58:05'

describe('the trial balance that the bot’s pending close starts', () => {
  const whileShowing = (trialBalance: TrialBalance, secondsAgo = 100) => {
    const asks = { 'pending-close': asked(secondsAgo, 'accepted', { startBefore: old.start }) }
    return nextStep(sampleFacts({ request: { asks }, period: { trialBalance }, closer: nothingFound }))
  }

  test('an old trial balance still showing: waits, although it is completed', () => {
    expect(whileShowing(old)).toEqual({ kind: 'wait', seconds: 13, progress: { kind: 'trial-balance-starting' } })
  })

  test('an old trial balance in Error still showing: waits, it is not ours', () => {
    expect(whileShowing(failedFrom('2026-11-01 08:00:00', 'exchange rate missing'))).toMatchObject({ kind: 'wait' })
  })

  test('queued, and shown like one that was never run: waits', () => {
    expect(whileShowing(neverRun)).toMatchObject({ kind: 'wait', progress: { kind: 'trial-balance-starting' } })
  })

  test('running: waits longer the longer it runs', () => {
    expect(whileShowing(runningSince(ours), 1000)).toEqual({
      kind: 'wait',
      seconds: 103,
      progress: { kind: 'trial-balance-running', startedBy: 'us', start: ours, forSeconds: 1000 },
    })
  })

  test('completed: approvers are asked', () => {
    const step = whileShowing(completedFrom(ours, '2026-11-04 13:59:00'))
    expect(step).toMatchObject({ kind: 'start-round', snapshot: { trialBalance: { start: ours } } })
  })

  test('ended in Error, even without a message: failed, in Zuora’s words if there are any', () => {
    const trialBalance = failedFrom(ours, null)
    expect(whileShowing(trialBalance)).toMatchObject({
      outcome: { kind: 'failed', because: { kind: 'trial-balance-error', trialBalance, startedBy: 'us' } },
    })
  })

  test('that never starts: failed after a while, with how long was waited', () => {
    expect(whileShowing(old, 900)).toMatchObject({ kind: 'wait' })
    expect(whileShowing(old, 901)).toMatchObject({
      outcome: { because: { kind: 'trial-balance-never-started', waitedSeconds: 901 } },
    })
  })

  test('that never ends: failed after a day, with when it started', () => {
    expect(whileShowing(runningSince(ours), 24 * 3600)).toMatchObject({ kind: 'wait', seconds: 300 })
    expect(whileShowing(runningSince(ours), 24 * 3600 + 1)).toMatchObject({
      outcome: { because: { kind: 'trial-balance-never-ended', start: ours, startedBy: 'us' } },
    })
  })

  test('in a state that Zuora does not document: failed, and it is named', () => {
    const trialBalance: TrialBalance = { ...neverRun, status: 'unknown', statusText: 'Paused', start: ours }
    expect(whileShowing(trialBalance)).toMatchObject({
      outcome: { because: { kind: 'trial-balance-unknown', status: 'Paused' } },
    })
  })
})

describe('a period that others set to pending close', () => {
  const found = (trialBalance: TrialBalance, request = {}) =>
    nextStep(sampleFacts({ request, period: { trialBalance }, closer: nothingFound }))

  test('with a completed trial balance: that one is shown to approvers', () => {
    expect(found(completed)).toMatchObject({ kind: 'start-round' })
  })

  test('with one that is running: waits for it, as theirs, from when it was first seen', () => {
    const trialBalance = runningSince('2026-11-04 13:00:00')
    expect(found(trialBalance)).toMatchObject({ kind: 'wait', seconds: 3, progress: { startedBy: 'others' } })
    const step = found(trialBalance, { othersSince: ago(500) })
    expect(step).toMatchObject({ kind: 'wait', seconds: 53, progress: { startedBy: 'others', forSeconds: 500 } })
  })

  test('with one of theirs that never ends: failed, and told as theirs', () => {
    const step = found(runningSince('2026-11-03 13:00:00'), { othersSince: ago(24 * 3600 + 1) })
    expect(step).toMatchObject({
      outcome: { because: { kind: 'trial-balance-never-ended', startedBy: 'others' } },
    })
  })

  test.each([
    ['none', neverRun],
    ['one in Error', failedFrom('2026-11-04 13:00:00', null)],
  ])('with %s: runs one for this close', (_what, trialBalance) => {
    expect(found(trialBalance)).toMatchObject({ kind: 'ask', what: 'run-trial-balance' })
  })

  test('whose trial balance Zuora is too busy to run: asks again, but not for ever', () => {
    const busy = (times: number) => found(neverRun, { asks: { 'run-trial-balance': asked(15, 'busy', { times }) } })
    expect(busy(mostAsks - 1)).toMatchObject({ kind: 'ask', what: 'run-trial-balance' })
    expect(busy(mostAsks)).toMatchObject({
      outcome: { because: { kind: 'asked-too-often', asked: 'run-trial-balance' } },
    })
  })

  test('whose trial balance was asked for, but never heard of by Zuora: asks again', () => {
    const failed = failedFrom('2026-11-04 13:00:00', null)
    const asks = { 'run-trial-balance': asked(200, null, { startBefore: failed.start }) }
    expect(found(failed, { asks })).toMatchObject({ kind: 'ask', what: 'run-trial-balance' })
    const queued: TrialBalance = { ...neverRun, statusText: 'Pending' }
    expect(found(queued, { asks })).toMatchObject({ kind: 'wait', progress: { kind: 'trial-balance-starting' } })
  })

  test('whose trial balance Zuora refuses to run in pending close: refused', () => {
    const step = found(neverRun, { asks: { 'run-trial-balance': asked(30, 'refused') } })
    expect(step).toMatchObject({ outcome: { because: { kind: 'by-zuora', asked: 'run-trial-balance' } } })
  })

  test('whose trial balance the bot runs: waits for that one', () => {
    const failed = failedFrom('2026-11-04 13:00:00', null)
    const asks = { 'run-trial-balance': asked(60, 'accepted', { startBefore: failed.start }) }
    expect(found(failed, { asks })).toMatchObject({ kind: 'wait', progress: { kind: 'trial-balance-starting' } })
    expect(found(runningSince(ours), { asks })).toMatchObject({ kind: 'wait', progress: { startedBy: 'us' } })
  })
})

describe('someone’s trial balance while people decide', () => {
  const snapshot = {
    status: 'PendingClose',
    startDate: '2026-10-01',
    endDate: '2026-10-31',
    trialBalance: { status: 'Completed', start: completed.start, end: completed.end },
    scans: nothingFound.scans,
  }

  test('running: makes the approvals void at once, before it has ended', () => {
    const step = nextStep(
      sampleFacts({ request: round(1, 1, { snapshot }), period: { trialBalance: runningSince(ours) } }),
    )
    expect(step).toMatchObject({ kind: 'void', changes: [{ what: 'the trial balance' }] })
  })

  test('ended in Error between two looks: void first, then another is run', () => {
    const period = { trialBalance: failedFrom(ours, null) }
    expect(nextStep(sampleFacts({ request: round(1, 2, { snapshot }), period }))).toMatchObject({ kind: 'void' })
    const voided = { ...round(1, 0, { snapshot }), status: 'working' as const }
    expect(nextStep(sampleFacts({ request: voided, period }))).toMatchObject({ kind: 'ask', what: 'run-trial-balance' })
  })

  test('in Error where the bot’s own had been completed: failed, and told as theirs', () => {
    const asks = { 'pending-close': asked(3600, 'accepted', { start: completed.start }) }
    const request = { ...round(1, 0, { snapshot, asks }), status: 'working' as const }
    const step = nextStep(sampleFacts({ request, period: { trialBalance: failedFrom(ours, null) } }))
    expect(step).toMatchObject({ outcome: { because: { kind: 'trial-balance-error', startedBy: 'others' } } })
  })
})
