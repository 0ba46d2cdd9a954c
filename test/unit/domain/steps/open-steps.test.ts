import { describe, expect, test } from 'vitest'
import { mostAsks } from '../../../../src/domain/steps/ask-state.ts'
import { nextStep } from '../../../../src/domain/steps/next-step.ts'
import { ago, asked, nothingFound, refusal, sampleFacts } from '../../../support/facts.ts'
import { noneFound, samplePeriod } from '../../../support/sample-request.ts'
import { completedFrom, neverRun, runningSince } from '../../../support/trial-balances.ts'

const open = { status: 'Open', statusText: 'Open', trialBalance: neverRun } as const
const september = samplePeriod({ id: 'september', name: 'Sep 2026', startDate: '2026-09-01', endDate: '2026-09-30' })

describe('before anything is asked', () => {
  test('the lock of the period is taken first of all', () => {
    expect(nextStep(sampleFacts({ request: { lockTaken: false }, period: 'missing' }))).toEqual({ kind: 'take-lock' })
  })

  test('an outcome that was written, but not told, is told', () => {
    const outcome = { kind: 'refused', because: { kind: 'in-flight', request: 'US-0146' } } as const
    const step = nextStep(sampleFacts({ request: { outcome, lockTaken: false } }))
    expect(step).toEqual({ kind: 'end', outcome, followUp: null })
  })
})

describe('a close of an open period', () => {
  test('looks for what stands in the way, then sets it to pending close; nobody approves that', () => {
    expect(nextStep(sampleFacts({ period: open }))).toEqual({ kind: 'look-closer', scans: true })
    const step = nextStep(sampleFacts({ period: open, closer: nothingFound }))
    expect(step).toMatchObject({ kind: 'ask', what: 'pending-close', snapshot: { status: 'Open', scans: noneFound } })
  })

  test('is blocked by what must be cleared, and by what the calendar shows', () => {
    const scans = [{ item: 'draft-invoices', kind: 'counted', count: 3, more: false } as const]
    const closer = { calendar: [september], scans }
    expect(nextStep(sampleFacts({ period: open, closer }))).toEqual({
      kind: 'block',
      obstacles: [
        { kind: 'earlier-not-closed', periods: [{ name: 'Sep 2026', status: 'PendingClose' }] },
        { kind: 'required-items', items: [{ item: 'draft-invoices', count: 3, more: false }] },
      ],
    })
  })

  test('that was blocked goes on once it is checked again and nothing is left', () => {
    const request = { status: 'blocked', obstacles: [], expiresAt: '2026-11-06T14:00:00.000Z' } as const
    const step = nextStep(sampleFacts({ request, period: open, closer: nothingFound }))
    expect(step).toMatchObject({ kind: 'ask', what: 'pending-close' })
  })

  test('is not blocked by a scan that could not be made: that is shown, not guessed', () => {
    const scans = [{ item: 'draft-invoices', kind: 'not-checked', because: 'time-out' } as const]
    const step = nextStep(sampleFacts({ period: open, closer: { calendar: [], scans } }))
    expect(step).toMatchObject({ kind: 'ask', snapshot: { scans } })
  })

  test('is not asked of a policy that no longer allows it', () => {
    const policy = { hash: 'policy-2', approvalsNeeded: undefined }
    const step = nextStep(sampleFacts({ period: open, closer: nothingFound, policy }))
    expect(step).toMatchObject({ outcome: { kind: 'refused', because: { kind: 'policy', action: 'close' } } })
  })

  test('whose trial balance someone is running: waits for its end first', () => {
    const period = { ...open, trialBalance: runningSince('2026-11-04 13:30:00') }
    const step = nextStep(sampleFacts({ period, request: { othersSince: ago(1200) } }))
    expect(step).toEqual({
      kind: 'wait',
      seconds: 123,
      progress: {
        kind: 'trial-balance-running',
        startedBy: 'others',
        start: '2026-11-04 13:30:00',
        forSeconds: 1200,
      },
    })
  })
})

describe('a pending close that was asked', () => {
  const stepAfter = (pendingClose: ReturnType<typeof asked>, period = {}) =>
    nextStep(
      sampleFacts({
        request: { asks: { 'pending-close': pendingClose } },
        period: { ...open, ...period },
        closer: nothingFound,
      }),
    )

  test('without an answer: waits until it can no longer take effect, then asks again', () => {
    expect(stepAfter(asked(100, null))).toMatchObject({
      kind: 'wait',
      progress: { kind: 'asking', what: 'pending-close' },
    })
    expect(stepAfter(asked(200, null))).toMatchObject({ kind: 'ask', what: 'pending-close' })
    expect(stepAfter(asked(200, 'unknown'))).toMatchObject({ kind: 'ask', what: 'pending-close' })
  })

  test('while Zuora was busy: is asked again, but not for ever', () => {
    expect(stepAfter(asked(5, 'busy'))).toMatchObject({ kind: 'wait' })
    expect(stepAfter(asked(15, 'busy', { times: mostAsks - 1 }))).toMatchObject({ kind: 'ask', what: 'pending-close' })
    expect(stepAfter(asked(15, 'busy', { times: mostAsks }))).toMatchObject({
      outcome: { because: { kind: 'asked-too-often', asked: 'pending-close' } },
    })
  })

  test('and refused: ends in Zuora’s words', () => {
    expect(stepAfter(asked(30, 'refused'))).toMatchObject({
      outcome: { kind: 'refused', because: { kind: 'by-zuora', asked: 'pending-close', ...refusal } },
    })
  })

  test('and refused because of a trial balance that has ended since: is asked again', () => {
    const trialBalance = completedFrom('2026-11-04 13:50:00', '2026-11-04 13:55:00')
    expect(stepAfter(asked(600, 'refused'), { trialBalance })).toMatchObject({ kind: 'ask', what: 'pending-close' })
  })

  test('accepted, but the next read still shows Open: a moment of patience, then others moved it', () => {
    expect(stepAfter(asked(2, 'accepted'))).toMatchObject({ kind: 'wait' })
    expect(stepAfter(asked(10, 'accepted'))).toMatchObject({ outcome: { because: { kind: 'moved-by-others' } } })
  })
})
