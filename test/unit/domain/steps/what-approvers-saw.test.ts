import { describe, expect, test } from 'vitest'
import type { ReportFacts } from '../../../../src/domain/documents/report-facts.ts'
import type { DocumentsChanged, Watermark } from '../../../../src/domain/documents/watermark.ts'
import type { Request } from '../../../../src/domain/request.ts'
import { takeSnapshot } from '../../../../src/domain/snapshot.ts'
import { nextStep } from '../../../../src/domain/steps/next-step.ts'
import type { Facts } from '../../../../src/domain/steps/step.ts'
import { ago, asked, nothingFound, round, sampleFacts } from '../../../support/facts.ts'
import { completed, noneFound, samplePeriod } from '../../../support/sample-request.ts'
import { completedFrom, runningSince } from '../../../support/trial-balances.ts'

const snapshot = takeSnapshot(samplePeriod(), noneFound)
const mark: Watermark = { documents: 'invoices', kind: 'seen', count: 10, more: false, newest: '09:00' }
const report: ReportFacts = {
  report: 'revenueDetailCsv',
  fileId: 'file-1',
  kind: 'measured',
  bytes: 100,
  rows: 4,
  sha256: 'a',
}
const unmeasured: ReportFacts = { report: 'revenueDetailCsv', fileId: 'file-1', kind: 'not-measured', because: 'late' }
const shown = { marks: [mark], reports: [report] }
const own = { 'pending-close': asked(900, 'accepted', { start: completed.start }) }
const changed = (one: Partial<DocumentsChanged>): Facts['documents'] => {
  const documents = { documents: 'invoices', kind: 'counted', count: 2, more: false, ...one } as DocumentsChanged
  return { marks: [mark], since: { kind: 'looked', changed: [documents] } }
}

type Given = Parameters<typeof sampleFacts>[0]

function stepFor(request: Partial<Request>, given: Given = {}) {
  return nextStep(sampleFacts({ request, closer: nothingFound, ...given }))
}

describe('what was changed since the trial balance is looked at before approvers are asked', () => {
  const notLooked = { documents: undefined }

  test('from the marks that were taken before this request started it', () => {
    expect(stepFor({ asks: own, marks: [mark] }, notLooked)).toEqual({
      kind: 'look-at-documents',
      since: { kind: 'marks', marks: [mark] },
    })
  })

  test.each([
    ['ran before this request', {}, 'ran-before-request'],
    [
      'was started by others',
      { asks: { 'pending-close': asked(900, 'accepted', { start: 'ours' }) } },
      'run-by-others',
    ],
    ['was started without marks', { asks: own }, 'not-taken'],
  ])('where it %s there is nothing to count from', (_what, request, because) => {
    const startBefore = { trialBalance: completedFrom(completed.start ?? '', '2026-11-04 13:59:00') }
    expect(stepFor(request, { ...notLooked, period: startBefore })).toEqual({
      kind: 'look-at-documents',
      since: { kind: 'no-marks', because },
    })
  })

  test('and is in what they are shown', () => {
    expect(stepFor({}, { documents: changed({ count: 2 }) })).toMatchObject({
      kind: 'start-round',
      snapshot: { documents: { kind: 'looked', changed: [{ documents: 'invoices', count: 2 }] } },
    })
  })

  test('but not again while they decide', () => {
    const step = stepFor(round(1, 1, { snapshot, shown }), notLooked)
    expect(step).toMatchObject({ kind: 'await-decision' })
  })
})

describe('between the card and the close', () => {
  const decided = round(1, 2, { snapshot, shown })

  test('what was changed since the card is looked at right before Zuora is asked', () => {
    expect(stepFor(decided, { documents: undefined })).toEqual({
      kind: 'look-at-documents',
      since: { kind: 'marks', marks: [mark] },
    })
  })

  test('a change is told by default, and Zuora is asked', () => {
    expect(stepFor(decided, { documents: changed({}) })).toMatchObject({ kind: 'ask', what: 'close' })
  })

  test('a change voids the approvals where the policy says so', () => {
    expect(stepFor(decided, { documents: changed({}), onChangedData: 'void' })).toEqual({
      kind: 'void',
      changes: [{ what: 'the invoices dated in the period', was: 'as on the card', is: '2' }],
    })
  })

  test.each([
    ['nothing was changed', changed({ count: 0 })],
    ['an outage kept it from being looked at', changed({ kind: 'not-checked', because: 'no answer' })],
    ['the card was made without marks', { marks: [], since: { kind: 'no-marks', because: 'not-taken' } } as const],
  ])('%s: that is no change', (_what, documents) => {
    expect(stepFor(decided, { documents, onChangedData: 'void' })).toMatchObject({ kind: 'ask', what: 'close' })
  })
})

describe('a newer trial balance while people decide', () => {
  const awaiting = round(1, 1, { snapshot, shown })
  const keeping: Given = { onNewTrialBalance: 'keep-if-reports-equal' }
  const newer = { trialBalance: completedFrom('2026-11-04 13:00:00', '2026-11-04 13:05:00') }

  test('voids the approvals by default, at once', () => {
    expect(stepFor(awaiting, { period: { trialBalance: runningSince('2026-11-04 13:59:00') } })).toMatchObject({
      kind: 'void',
    })
    expect(stepFor(awaiting, { period: newer })).toMatchObject({ kind: 'void' })
  })

  test('is waited for where its reports may turn out to be equal: no close is asked while it runs', () => {
    const step = stepFor(round(1, 2, { snapshot, shown }), {
      ...keeping,
      period: { trialBalance: runningSince('2026-11-04 13:59:00') },
    })
    expect(step).toMatchObject({ kind: 'wait', progress: { kind: 'trial-balance-running', startedBy: 'others' } })
  })

  test('is waited for from when it is queued, but not for ever', () => {
    const queued = { trialBalance: { ...completed, status: 'none', statusText: 'Pending', start: null } } as const
    expect(stepFor(awaiting, { ...keeping, period: queued })).toMatchObject({ kind: 'wait' })
    const since = { othersSince: ago(901) }
    expect(stepFor({ ...awaiting, ...since }, { ...keeping, period: queued })).toMatchObject({ kind: 'void' })
  })

  test('has its reports compared once it is completed; what is kept names the one that was approved', () => {
    expect(stepFor(awaiting, { ...keeping, period: newer })).toMatchObject({
      kind: 'compare-reports',
      snapshot: { trialBalance: { start: '2026-11-04 13:00:00' }, sameReportsAs: completed.start },
      changes: [{ what: 'the trial balance' }],
    })
  })

  test.each([
    ['no report was there for the card', { shown: { ...shown, reports: [] } }],
    ['a report could not be measured for the card', { shown: { ...shown, reports: [report, unmeasured] } }],
    ['nothing was noted for the card', { shown: null }],
    ['the policy is another one, too', { policyHash: 'another' }],
  ])('voids the approvals all the same where %s', (_what, request) => {
    expect(stepFor({ ...awaiting, ...request }, { ...keeping, period: newer })).toMatchObject({ kind: 'void' })
  })

  test('voids the approvals where anything else has changed, too', () => {
    const period = { ...newer, endDate: '2026-10-30' }
    expect(stepFor(awaiting, { ...keeping, period })).toMatchObject({ kind: 'void' })
  })

  test('that ended in Error ends the request, as without approvals', () => {
    const trialBalance = { ...completed, status: 'error', statusText: 'Error', start: '2026-11-04 13:00:00' } as const
    const step = stepFor({ ...awaiting, asks: own }, { ...keeping, period: { trialBalance } })
    expect(step).toMatchObject({ kind: 'end', outcome: { because: { kind: 'trial-balance-error' } } })
  })
})

test('a final trial balance that had completed already is followed all the same, where there are reports to compare', () => {
  const close = asked(60, 'accepted', { startBefore: completed.start })
  const closed = {
    status: 'Closed',
    trialBalance: completedFrom('2026-11-04 13:59:10', '2026-11-04 13:59:40'),
  } as const
  const followUp = (request: Partial<Request>) =>
    stepFor({ status: 'asking', round: 1, approvals: 2, asks: { close }, ...request }, { period: closed })
  expect(followUp({ shown })).toMatchObject({ kind: 'end', followUp: { kind: 'waiting' } })
  expect(followUp({ shown: null })).toMatchObject({ kind: 'end', followUp: { kind: 'completed' } })
})
