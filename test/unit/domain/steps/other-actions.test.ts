import { describe, expect, test } from 'vitest'
import type { AccountingPeriod, TrialBalance } from '../../../../src/domain/accounting-period.ts'
import type { Request } from '../../../../src/domain/request.ts'
import { nextStep } from '../../../../src/domain/steps/next-step.ts'
import { ago, asked, nothingFound, refusal, round, sampleFacts } from '../../../support/facts.ts'
import { completed, noneFound, samplePeriod } from '../../../support/sample-request.ts'
import { completedFrom, failedFrom, neverRun, runningSince } from '../../../support/trial-balances.ts'

const noApproval = { hash: 'policy-1', approvalsNeeded: 0 }
const open = { status: 'Open', statusText: 'Open' } as const
const closed = { status: 'Closed', statusText: 'Closed', updatedBy: 'a person' } as const

describe('a pending close', () => {
  const stepFor = (request: Partial<Request>, period: Partial<AccountingPeriod>) =>
    nextStep(
      sampleFacts({
        request: { action: 'pending-close', ...request },
        period,
        closer: nothingFound,
        policy: noApproval,
      }),
    )
  const accepted = { asks: { 'pending-close': asked(60, 'accepted', { startBefore: completed.start }) } }

  test('is asked once nothing stands in the way', () => {
    expect(stepFor({}, open)).toMatchObject({ kind: 'ask', what: 'pending-close' })
  })

  test('is approved first, where the policy says so', () => {
    const policy = { hash: 'policy-1', approvalsNeeded: 1 }
    const facts = { request: { action: 'pending-close' as const }, period: open, closer: nothingFound, policy }
    expect(nextStep(sampleFacts(facts))).toMatchObject({ kind: 'start-round', approvalsNeeded: 1 })
  })

  test('does not wait for child organisations: their order is of closes', () => {
    const child = samplePeriod({ ...open, id: 'oct-france', organizationLabels: ['France'] })
    const facts = {
      period: { ...open, organizationLabels: ['Europe'] },
      closer: { calendar: [child], scans: noneFound },
      entity: { manageFrom: null, childrenOf: { Europe: ['France'] } },
      policy: noApproval,
    }
    const stepOf = (action: 'pending-close' | 'close') => nextStep(sampleFacts({ ...facts, request: { action } }))
    expect(stepOf('pending-close')).toMatchObject({ kind: 'ask', what: 'pending-close' })
    expect(stepOf('close')).toMatchObject({ kind: 'block', obstacles: [{ kind: 'children-not-closed' }] })
  })

  test('has succeeded when the trial balance that it started is completed, not before', () => {
    expect(stepFor(accepted, {})).toMatchObject({ kind: 'wait', progress: { kind: 'trial-balance-starting' } })
    const running = { trialBalance: runningSince('2026-11-04 13:59:10') }
    expect(stepFor(accepted, running)).toMatchObject({ kind: 'wait' })
    const done = { trialBalance: completedFrom('2026-11-04 13:59:10', '2026-11-04 13:59:40') }
    expect(stepFor(accepted, done)).toEqual({ kind: 'end', outcome: { kind: 'succeeded' }, followUp: null })
  })

  test('has failed when that trial balance ended in Error', () => {
    const failed = { trialBalance: failedFrom('2026-11-04 13:59:10', 'exchange rate missing') }
    expect(stepFor(accepted, failed)).toMatchObject({ outcome: { because: { kind: 'trial-balance-error' } } })
  })

  test('that others made is theirs', () => {
    expect(stepFor({}, {})).toMatchObject({ outcome: { because: { kind: 'moved-by-others', status: 'PendingClose' } } })
    const refused = { asks: { 'pending-close': asked(60, 'refused') } }
    expect(stepFor(refused, {})).toMatchObject({ outcome: { because: { kind: 'moved-by-others' } } })
  })

  test('is overtaken by a close', () => {
    expect(stepFor(accepted, closed)).toMatchObject({ outcome: { because: { kind: 'closed-by-others' } } })
  })
})

describe('a trial balance', () => {
  const stepFor = (trialBalance: TrialBalance, request: Partial<Request> = {}) =>
    nextStep(
      sampleFacts({
        request: { action: 'trial-balance', ...request },
        period: { ...open, trialBalance },
        policy: noApproval,
      }),
    )
  const ran = (answer: Parameters<typeof asked>[1], secondsAgo = 60) => ({
    asks: { 'run-trial-balance': asked(secondsAgo, answer, { startBefore: completed.start }) },
  })

  test('is run although an older one is completed', () => {
    expect(stepFor(completed)).toMatchObject({ kind: 'ask', what: 'run-trial-balance', snapshot: { scans: null } })
  })

  test('has succeeded when it is completed; the old one still showing is not it', () => {
    expect(stepFor(completed, ran('accepted'))).toMatchObject({ kind: 'wait' })
    const done = completedFrom('2026-11-04 13:59:10', '2026-11-04 13:59:40')
    expect(stepFor(done, ran('accepted'))).toMatchObject({ outcome: { kind: 'succeeded' } })
  })

  test('whose answer was lost has begun if a new one shows, and is asked again if none does', () => {
    expect(stepFor(runningSince('2026-11-04 13:59:10'), ran('unknown'))).toMatchObject({ kind: 'wait' })
    expect(stepFor(completed, ran('unknown'))).toMatchObject({ kind: 'wait', progress: { kind: 'asking' } })
    expect(stepFor(completed, ran('unknown', 200))).toMatchObject({ kind: 'ask', what: 'run-trial-balance' })
  })

  test('that others are running is followed to its end, and told as theirs', () => {
    const running = runningSince('2026-11-04 13:50:00')
    expect(stepFor(running)).toMatchObject({ kind: 'wait', progress: { startedBy: 'others' } })
    const ended = completedFrom('2026-11-04 13:50:00', '2026-11-04 13:59:00')
    expect(stepFor(ended, { othersSince: ago(600) })).toMatchObject({
      outcome: { kind: 'overtaken', because: { kind: 'trial-balance-by-others', trialBalance: ended } },
    })
  })

  test('that others start while it is being approved makes the approvals void', () => {
    const snapshot = {
      status: 'Open',
      startDate: '2026-10-01',
      endDate: '2026-10-31',
      trialBalance: { status: null, start: null, end: null },
      scans: null,
    }
    const step = stepFor(runningSince('2026-11-04 13:50:00'), round(1, 1, { snapshot }))
    expect(step).toMatchObject({ kind: 'void' })
  })

  test('that Zuora refuses is refused, in its words', () => {
    expect(stepFor(neverRun, ran('refused'))).toMatchObject({
      outcome: { kind: 'refused', because: { asked: 'run-trial-balance', ...refusal } },
    })
  })

  test('of a period that was closed meanwhile: overtaken', () => {
    const facts = sampleFacts({ request: { action: 'trial-balance' }, period: closed })
    expect(nextStep(facts)).toMatchObject({ outcome: { because: { kind: 'closed-by-others' } } })
  })
})

describe('setting back to Open', () => {
  const stepFor = (reopen: ReturnType<typeof asked> | undefined, period: Partial<AccountingPeriod> = {}) =>
    nextStep(
      sampleFacts({
        request: { action: 'set-back-to-open', setsBack: 146, asks: reopen ? { reopen } : {} },
        period,
        policy: noApproval,
      }),
    )

  test('asks for a reopen; it needs no scan and no approval', () => {
    expect(stepFor(undefined)).toMatchObject({ kind: 'ask', what: 'reopen' })
  })

  test('has succeeded when the period is Open after Zuora accepted it; while the answer may come, it is waited for', () => {
    expect(stepFor(asked(10, 'accepted'), open)).toMatchObject({ outcome: { kind: 'succeeded' } })
    expect(stepFor(asked(10, null), open)).toMatchObject({ kind: 'wait' })
  })

  test('whose answer was lost is not credited where nothing tells by whom it was done', () => {
    expect(stepFor(asked(10, 'unknown'), open)).toMatchObject({
      outcome: { kind: 'overtaken', because: { kind: 'done-by-others', isAnswerLost: true } },
    })
  })

  test('is overtaken when others did it, or closed the period', () => {
    expect(stepFor(undefined, open)).toMatchObject({ outcome: { because: { kind: 'done-by-others' } } })
    expect(stepFor(asked(30, 'busy'), open)).toMatchObject({ outcome: { because: { kind: 'done-by-others' } } })
    expect(stepFor(undefined, closed)).toMatchObject({ outcome: { because: { kind: 'closed-by-others' } } })
  })

  test('waits while it may take effect, and asks again when it cannot any more', () => {
    expect(stepFor(asked(60, null))).toMatchObject({ kind: 'wait', progress: { kind: 'asking', what: 'reopen' } })
    expect(stepFor(asked(200, null))).toMatchObject({ kind: 'ask', what: 'reopen' })
  })

  test('that Zuora refuses, or accepts without effect, ends with that', () => {
    expect(stepFor(asked(30, 'refused'))).toMatchObject({ outcome: { kind: 'refused', because: refusal } })
    expect(stepFor(asked(60, 'accepted'))).toMatchObject({ kind: 'wait' })
    expect(stepFor(asked(151, 'accepted'))).toMatchObject({ outcome: { because: { kind: 'never-took-effect' } } })
  })
})

describe('after the outcome, the final trial balance of a close', () => {
  const stepFor = (trialBalance: TrialBalance, followedForSeconds = 100) =>
    nextStep(
      sampleFacts({
        request: {
          status: 'finished',
          outcome: { kind: 'succeeded' },
          asks: { close: asked(followedForSeconds + 10, 'accepted', { startBefore: completed.start }) },
          followUp: { kind: 'waiting', since: ago(followedForSeconds) },
        },
        period: { ...closed, trialBalance },
      }),
    )

  test('is waited for: the one before it says nothing', () => {
    expect(stepFor(completed)).toMatchObject({ kind: 'wait', seconds: 103 })
    expect(stepFor(runningSince('2026-11-04 13:58:20'))).toMatchObject({ kind: 'wait', seconds: 103 })
  })

  test('is told when it is completed', () => {
    const trialBalance = completedFrom('2026-11-04 13:58:20', '2026-11-04 13:59:00')
    expect(stepFor(trialBalance)).toEqual({ kind: 'follow-up', followUp: { kind: 'completed', trialBalance } })
  })

  test('is told when it ended in Error: the period is Closed all the same', () => {
    const trialBalance = failedFrom('2026-11-04 13:58:20', null)
    expect(stepFor(trialBalance)).toEqual({ kind: 'follow-up', followUp: { kind: 'problem', trialBalance } })
  })

  test('is not waited for for ever, whether it starts or not', () => {
    expect(stepFor(completed, 901)).toMatchObject({ followUp: { kind: 'not-seen', waitedSeconds: 901 } })
    const running = runningSince('2026-11-04 13:58:20')
    expect(stepFor(running, 24 * 3600)).toMatchObject({ kind: 'wait' })
    expect(stepFor(running, 24 * 3600 + 1)).toMatchObject({ followUp: { kind: 'not-seen' } })
  })

  test('is not looked for where there is none to follow', () => {
    const request = { status: 'finished', outcome: { kind: 'cancelled', by: 'U0ALICE' }, followUp: null } as const
    expect(nextStep(sampleFacts({ request, period: 'missing' }))).toEqual({ kind: 'finished' })
  })
})
