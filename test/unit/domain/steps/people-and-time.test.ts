import { describe, expect, test } from 'vitest'
import type { Request } from '../../../../src/domain/request.ts'
import { takeSnapshot } from '../../../../src/domain/snapshot.ts'
import { nextStep } from '../../../../src/domain/steps/next-step.ts'
import { ago, asked, nothingFound, round, sampleFacts } from '../../../support/facts.ts'
import { bob, noneFound, samplePeriod } from '../../../support/sample-request.ts'

const snapshot = takeSnapshot(samplePeriod(), noneFound)
const awaiting = (approvals: number, changes: Partial<Request> = {}) => round(1, approvals, { snapshot, ...changes })

function stepFor(request: Partial<Request>, given: Partial<Parameters<typeof sampleFacts>[0]> = {}) {
  return nextStep(sampleFacts({ request, closer: nothingFound, ...given }))
}

describe('what people clicked', () => {
  test('a rejection ends it, with its reason', () => {
    const stopped = { kind: 'rejected', by: bob, at: ago(5), reason: 'accruals are missing' } as const
    expect(stepFor(awaiting(1, { stopped }))).toMatchObject({
      outcome: { kind: 'rejected', by: 'U0BOB', reason: 'accruals are missing' },
    })
  })

  test('a cancellation ends it, while it works, is blocked or awaits', () => {
    const stopped = { kind: 'cancelled', by: bob, at: ago(5), reason: null } as const
    const cancelled = { outcome: { kind: 'cancelled', by: 'U0BOB' } }
    expect(stepFor(awaiting(2, { stopped }))).toMatchObject(cancelled)
    expect(stepFor({ status: 'working', stopped })).toMatchObject(cancelled)
    expect(stepFor({ status: 'blocked', stopped })).toMatchObject(cancelled)
  })

  test('cancelled while the pending close may still take effect: waits, so that the end tells the truth', () => {
    const stopped = { kind: 'cancelled', by: bob, at: ago(5), reason: null } as const
    const cancelledAfter = (secondsAgo: number, status: 'Open' | 'PendingClose') =>
      stepFor(
        { stopped, asks: { 'pending-close': asked(secondsAgo, null) } },
        { period: { status, statusText: status } },
      )
    expect(cancelledAfter(60, 'Open')).toMatchObject({
      kind: 'wait',
      progress: { kind: 'asking', what: 'pending-close' },
    })
    expect(cancelledAfter(200, 'PendingClose')).toMatchObject({ outcome: { kind: 'cancelled' } })
  })

  test('cancelled a moment before the period was Closed by others: overtaken comes first', () => {
    const stopped = { kind: 'cancelled', by: bob, at: ago(5), reason: null } as const
    const step = stepFor(awaiting(1, { stopped }), { period: { status: 'Closed', statusText: 'Closed' } })
    expect(step).toMatchObject({ outcome: { kind: 'overtaken' } })
  })
})

describe('time', () => {
  test('approvals that do not come expire', () => {
    expect(stepFor(awaiting(1, { expiresAt: ago(1) }))).toMatchObject({
      outcome: { kind: 'expired', waitedFor: 'approval' },
    })
  })

  test('decided just before it expired: goes on', () => {
    expect(stepFor(awaiting(2, { expiresAt: ago(1) }))).toMatchObject({ kind: 'ask', what: 'close' })
  })

  test('obstacles that nobody clears expire', () => {
    expect(stepFor({ status: 'blocked', expiresAt: ago(1) })).toMatchObject({
      outcome: { kind: 'expired', waitedFor: 'obstacles' },
    })
  })

  test('does not run while the bot works', () => {
    expect(stepFor({ status: 'working', expiresAt: ago(1) })).toMatchObject({ kind: 'start-round' })
  })

  test('ends every request after 30 days, whatever it waits for', () => {
    const month = 30 * 24 * 3600
    expect(stepFor({ askedAt: ago(month) })).toMatchObject({ kind: 'start-round' })
    expect(stepFor({ askedAt: ago(month + 1) })).toMatchObject({ outcome: { kind: 'expired', waitedFor: 'anything' } })
  })
})
