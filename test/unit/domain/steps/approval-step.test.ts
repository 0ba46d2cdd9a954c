import { describe, expect, test } from 'vitest'
import type { Scan } from '../../../../src/domain/documents/blockers.ts'
import type { Request } from '../../../../src/domain/request.ts'
import { takeSnapshot } from '../../../../src/domain/snapshot.ts'
import { awaitSeconds } from '../../../../src/domain/steps/approval/while-waiting-step.ts'
import { nextStep } from '../../../../src/domain/steps/next-step.ts'
import type { Facts } from '../../../../src/domain/steps/step.ts'
import { ago, asked, inSeconds, nothingFound, round, sampleFacts } from '../../../support/facts.ts'
import { completed, noneFound, samplePeriod } from '../../../support/sample-request.ts'

const snapshot = takeSnapshot(samplePeriod(), noneFound)
const awaiting = (approvals: number, changes: Partial<Request> = {}) => round(1, approvals, { snapshot, ...changes })

function stepFor(request: Partial<Request>, given: Partial<Parameters<typeof sampleFacts>[0]> = {}) {
  return nextStep(sampleFacts({ request, closer: nothingFound, ...given }))
}

const found = (count: number): Facts['closer'] => ({
  calendar: [],
  scans: noneFound.map((scan): Scan => (scan.item === 'draft-invoices' ? { ...scan, ...counted(count) } : scan)),
})
const documents = { kind: 'looked', changed: [] } as const
const counted = (count: number) => ({ kind: 'counted', count, more: false }) as const

describe('approvers are asked', () => {
  test('for exactly what is true now: period, trial balance, and what was scanned', () => {
    expect(stepFor({}, { documents: undefined })).toMatchObject({ kind: 'look-at-documents' })
    expect(stepFor({})).toEqual({
      kind: 'start-round',
      snapshot: { ...snapshot, documents },
      changes: [],
      approvalsNeeded: 2,
    })
  })

  test('not at all where the policy needs none: Zuora is asked at once', () => {
    const policy = { hash: 'policy-1', approvalsNeeded: 0 }
    expect(stepFor({}, { policy })).toMatchObject({ kind: 'ask', what: 'close', snapshot })
  })

  test('although no approval was needed when Zuora was asked in vain, and one is needed now', () => {
    const request = { status: 'asking', asks: { close: asked(200, null) } } as const
    const policy = { hash: 'policy-2', approvalsNeeded: 1 }
    expect(stepFor(request, { policy })).toMatchObject({ kind: 'start-round', approvalsNeeded: 1 })
  })
})

describe('while they decide', () => {
  test('the wait lasts until they run out of time, but Zuora is looked at every half hour', () => {
    expect(stepFor(awaiting(1, { expiresAt: inSeconds(700) }))).toEqual({ kind: 'await-decision', timeoutSeconds: 700 })
    expect(stepFor(awaiting(1))).toEqual({ kind: 'await-decision', timeoutSeconds: 1800 })
    expect(awaitSeconds(0.2)).toBe(1)
    expect(awaitSeconds(-5)).toBe(1)
  })

  test('the full quorum leads to the close, once everything was looked at again', () => {
    expect(stepFor(awaiting(2), { closer: undefined })).toEqual({ kind: 'look-closer', scans: true })
    expect(stepFor(awaiting(2))).toMatchObject({ kind: 'ask', what: 'close', snapshot })
  })
})

describe('approvals are void, however many there are, when', () => {
  const changesOf = (step: ReturnType<typeof nextStep>) => (step.kind === 'void' ? step.changes : step.kind)

  test('the trial balance was run again', () => {
    const trialBalance = { ...completed, start: '2026-11-04 13:00:00', end: '2026-11-04 13:10:00' }
    expect(changesOf(stepFor(awaiting(2), { period: { trialBalance } }))).toMatchObject([{ what: 'the trial balance' }])
    expect(changesOf(stepFor(awaiting(1), { period: { trialBalance } }))).toHaveLength(1)
  })

  test('the dates of the period moved', () => {
    const step = stepFor(awaiting(2), { period: { endDate: '2026-10-30' } })
    expect(changesOf(step)).toEqual([{ what: 'the period’s end date', was: '2026-10-31', is: '2026-10-30' }])
  })

  test('something must be cleared that was not there', () => {
    const step = stepFor(awaiting(2), { closer: found(3) })
    expect(changesOf(step)).toEqual([{ what: 'draft invoices', was: '0', is: '3' }])
  })

  test('an earlier period was reopened, which the card does not show', () => {
    const september = samplePeriod({ id: 'september', name: 'Sep 2026', startDate: '2026-09-01' })
    const step = stepFor(awaiting(2), { closer: { ...nothingFound, calendar: [september] } })
    expect(changesOf(step)).toMatchObject([{ what: 'what stands in the way of the close', was: 'nothing' }])
  })

  test('the policy changed, even if as many approvals are needed as before', () => {
    const policy = { hash: 'another policy', approvalsNeeded: 2 }
    expect(changesOf(stepFor(awaiting(2), { policy }))).toEqual([
      { what: 'the policy', was: 'policy-1', is: 'another ' },
    ])
  })

  test('another policy came into force and went again: people were told that the approvals are void', () => {
    const round = { ...awaiting(2), roundStartedAt: ago(600) }
    expect(changesOf(stepFor(round, { policyBeforeAt: ago(60) }))).toEqual([
      { what: 'the policy', was: 'policy-1', is: 'policy-1 again, after another' },
    ])
    expect(stepFor(round, { policyBeforeAt: ago(601) })).not.toMatchObject({ kind: 'void' })
  })

  test('the policy no longer allows the action: void first, then refused', () => {
    const policy = { hash: 'policy-2', approvalsNeeded: undefined }
    expect(stepFor(awaiting(2), { policy })).toMatchObject({ kind: 'void' })
    const voided = { ...awaiting(0), status: 'working' } as const
    expect(stepFor(voided, { policy })).toMatchObject({ outcome: { because: { kind: 'policy' } } })
  })

  test('anything of this changed after a close that Zuora was too busy for', () => {
    const request = { ...awaiting(2), status: 'asking', asks: { close: asked(60, 'busy') } } as const
    expect(stepFor(request, { closer: found(1) })).toMatchObject({ kind: 'void' })
  })
})

describe('approvals are not void when', () => {
  test('a scan could not be made: an outage is no change', () => {
    const scans = noneFound.map(({ item }): Scan => ({ item, kind: 'not-checked', because: 'time-out' }))
    expect(stepFor(awaiting(2), { closer: { calendar: [], scans } })).toMatchObject({ kind: 'ask', what: 'close' })
  })

  test('somebody edited the notes of the period', () => {
    const period = { notes: 'reviewed', updatedBy: 'a person', updatedOn: '2026-11-04 13:59:00' }
    expect(stepFor(awaiting(2), { period })).toMatchObject({ kind: 'ask', what: 'close' })
  })
})

describe('after a void', () => {
  const voided: Partial<Request> = {
    ...awaiting(0),
    status: 'working',
    changes: [{ what: 'the policy', was: 'a', is: 'b' }],
  }

  test('approvers are asked again, and told what changed', () => {
    const trialBalance = { ...completed, start: '2026-11-04 13:00:00' }
    const step = stepFor(voided, { period: { trialBalance } })
    expect(step).toMatchObject({
      kind: 'start-round',
      changes: [{ what: 'the trial balance' }, { what: 'the policy' }],
    })
  })

  test('for a reason that the snapshot does not show, that reason is told', () => {
    expect(stepFor(voided)).toMatchObject({ kind: 'start-round', changes: [{ what: 'the policy' }] })
  })

  test('what must be cleared blocks; once it is, approvers are asked again', () => {
    expect(stepFor(voided, { closer: found(3) })).toMatchObject({
      kind: 'block',
      obstacles: [{ kind: 'required-items', items: [{ item: 'draft-invoices', count: 3 }] }],
    })
    const blocked = { ...voided, status: 'blocked', expiresAt: inSeconds(60) } as const
    expect(stepFor(blocked)).toMatchObject({ kind: 'start-round' })
  })

  test('the old approvals do not come back with the old policy', () => {
    const policy = { hash: 'policy-1', approvalsNeeded: 2 }
    const request = { ...voided, status: 'asking', asks: { close: asked(60, 'busy') } } as const
    expect(stepFor(request, { policy })).toMatchObject({ kind: 'start-round' })
  })
})
