import { describe, expect, test } from 'vitest'
import type { AccountingPeriod } from '../../../../src/domain/accounting-period.ts'
import type { Request } from '../../../../src/domain/request.ts'
import { nextStep } from '../../../../src/domain/steps/next-step.ts'
import { asked, inSeconds, refusal, round, sampleFacts } from '../../../support/facts.ts'
import { samplePeriod } from '../../../support/sample-request.ts'
import { runningSince } from '../../../support/trial-balances.ts'

const noApproval = { hash: 'policy-1', approvalsNeeded: 0 }
const open = { status: 'Open', statusText: 'Open' } as const
const closed = { status: 'Closed', statusText: 'Closed' } as const
const october = samplePeriod(closed)
const november = samplePeriod({
  ...open,
  id: 'november',
  name: 'Nov 2026',
  startDate: '2026-11-01',
  endDate: '2026-11-30',
})
const calendar = { calendar: [october, november], scans: [] }

type Given = {
  request: Partial<Request>
  period?: Partial<AccountingPeriod> | 'missing'
  bot?: string
  approvals?: number
}

const stepFor = (
  { request, period = closed, bot, approvals = 0 }: Given,
  closer: typeof calendar | undefined = calendar,
) =>
  nextStep(
    sampleFacts({
      request,
      period,
      closer,
      integrationUser: bot ?? null,
      policy: { ...noApproval, approvalsNeeded: approvals },
    }),
  )

describe('a reopen', () => {
  const reopen = { action: 'reopen', note: 'late invoice' } as const

  test('looks at the calendar, not for documents', () => {
    const facts = sampleFacts({ request: reopen, period: closed, policy: noApproval })
    expect(nextStep(facts)).toEqual({ kind: 'look-closer', scans: false })
  })

  test('next to an open period is asked, once approved', () => {
    expect(stepFor({ request: reopen })).toMatchObject({ kind: 'ask', what: 'reopen', isMain: true })
    expect(stepFor({ request: reopen, approvals: 2 })).toMatchObject({ kind: 'start-round', approvalsNeeded: 2 })
    expect(stepFor({ request: { ...reopen, ...round(1, 1) }, approvals: 2 })).toMatchObject({ kind: 'await-decision' })
    const approved = { ...reopen, ...round(1, 2), snapshot: snapshotOf(reopen) }
    expect(stepFor({ request: approved, approvals: 2 })).toMatchObject({ kind: 'ask', what: 'reopen' })
  })

  test('that is no longer next to an open one is refused, not blocked', () => {
    const closedNovember = { calendar: [october, { ...november, ...closed }], scans: [] }
    expect(stepFor({ request: reopen }, closedNovember)).toMatchObject({
      outcome: { kind: 'refused', because: { kind: 'obstacles', obstacles: [{ kind: 'nothing-open-after' }] } },
    })
  })

  test('is approved of the period as it was seen', () => {
    const seen = { ...snapshotOf(reopen), trialBalance: { status: 'Completed', start: 'another', end: null } }
    const approved = { ...reopen, ...round(1, 2), snapshot: seen }
    expect(stepFor({ request: approved, approvals: 2 })).toMatchObject({
      kind: 'void',
      changes: [{ what: 'the trial balance' }],
    })
  })

  test('has succeeded when Zuora accepted it and shows Open', () => {
    const request = { ...reopen, asks: { reopen: asked(3, 'accepted') } }
    expect(stepFor({ request, period: open })).toMatchObject({ outcome: { kind: 'succeeded' } })
  })

  test('accepted, but not seen yet: is waited for, then given up', () => {
    const at = (secondsAgo: number) => ({ ...reopen, asks: { reopen: asked(secondsAgo, 'accepted') } })
    expect(stepFor({ request: at(3) })).toMatchObject({ kind: 'wait' })
    expect(stepFor({ request: at(100) })).toMatchObject({ kind: 'wait' })
    expect(stepFor({ request: at(151) })).toMatchObject({ outcome: { because: { kind: 'never-took-effect' } } })
  })

  test('whose answer is still on its way is waited for, although it shows Open', () => {
    const request = { ...reopen, asks: { reopen: asked(3, null) } }
    expect(stepFor({ request, period: open })).toMatchObject({ kind: 'wait' })
  })

  test('whose answer was lost is ours only if Zuora names the bot’s own user', () => {
    const request = { ...reopen, asks: { reopen: asked(200, 'unknown') } }
    const bots = { ...open, updatedBy: 'bot' }
    expect(stepFor({ request, period: bots, bot: 'bot' })).toMatchObject({ outcome: { kind: 'succeeded' } })
    expect(stepFor({ request, period: { ...open, updatedBy: 'a person' }, bot: 'bot' })).toMatchObject({
      outcome: { because: { kind: 'done-by-others', isAnswerLost: false } },
    })
    expect(stepFor({ request, period: bots })).toMatchObject({
      outcome: { because: { kind: 'done-by-others', isAnswerLost: true } },
    })
  })

  test('whose answer was lost without effect is asked again', () => {
    const request = { ...reopen, asks: { reopen: asked(200, 'unknown') } }
    expect(stepFor({ request })).toMatchObject({ kind: 'ask', what: 'reopen' })
  })

  test('that Zuora refuses ends in Zuora’s words, and not before it is sure', () => {
    expect(stepFor({ request: { ...reopen, asks: { reopen: asked(3, 'refused') } } })).toMatchObject({ kind: 'wait' })
    expect(stepFor({ request: { ...reopen, asks: { reopen: asked(30, 'refused') } } })).toMatchObject({
      outcome: { kind: 'refused', because: { kind: 'by-zuora', asked: 'reopen', message: refusal.message } },
    })
  })

  test('made by others meanwhile is theirs', () => {
    expect(stepFor({ request: reopen, period: { ...open, updatedBy: 'a person' } })).toMatchObject({
      outcome: { kind: 'overtaken', because: { kind: 'done-by-others', updatedBy: 'a person' } },
    })
  })

  test('cancelled or expired before it was asked is not asked', () => {
    const stopped = { kind: 'cancelled', by: { id: 'U0ALICE' }, at: inSeconds(-5), reason: null } as Request['stopped']
    expect(stepFor({ request: { ...reopen, ...round(1, 2, { stopped }) }, approvals: 2 })).toMatchObject({
      outcome: { kind: 'cancelled' },
    })
    const expired = { ...reopen, ...round(1, 1, { expiresAt: inSeconds(-1) }) }
    expect(stepFor({ request: expired, approvals: 2 })).toMatchObject({ outcome: { kind: 'expired' } })
  })

  function snapshotOf(request: Partial<Request>) {
    const step = stepFor({ request, approvals: 2 })
    if (step.kind !== 'start-round') throw new Error(`no round was started: ${step.kind}`)
    return step.snapshot
  }
})

describe('a new period', () => {
  const fields = { name: 'Dec 2026', startDate: '2026-12-01', endDate: '2026-12-31', fiscalYear: 2026 }
  const december = { id: null, name: 'Dec 2026', startDate: '2026-12-01', endDate: '2026-12-31' }
  const create = { action: 'create', fields, period: december } as const

  test('is created where it continues the calendar', () => {
    expect(stepFor({ request: create, period: 'missing' })).toMatchObject({ kind: 'ask', what: 'create' })
  })

  test('that leaves a gap by now is refused', () => {
    const request = { ...create, fields: { ...fields, startDate: '2026-12-02' } }
    expect(stepFor({ request, period: 'missing' })).toMatchObject({
      outcome: { because: { obstacles: [{ kind: 'field', field: 'startDate', because: { kind: 'leaves-a-gap' } }] } },
    })
  })

  test('that is there is created by us if Zuora said so, or names the bot as who created it', () => {
    const there = { name: 'Dec 2026', createdBy: 'bot', ...open }
    const by = (answer: 'accepted' | 'unknown', bot: string) =>
      stepFor({ request: { ...create, asks: { create: asked(200, answer) } }, period: there, bot })
    expect(by('accepted', 'someone')).toMatchObject({ outcome: { kind: 'succeeded' } })
    expect(by('unknown', 'bot')).toMatchObject({ outcome: { kind: 'succeeded' } })
    expect(by('unknown', 'another')).toMatchObject({ outcome: { kind: 'overtaken' } })
  })
})

describe('other fields', () => {
  const update = { action: 'update', fields: { notes: 'audited', fiscalQuarter: 4 } } as const

  test('are set while one of them is another, and the approvers see what they are now', () => {
    expect(stepFor({ request: update, approvals: 1 })).toMatchObject({
      kind: 'start-round',
      snapshot: { fields: { notes: null, fiscalQuarter: 4 } },
    })
  })

  test('that others change meanwhile make approvals void', () => {
    const snapshot = { ...emptySnapshot, fields: { notes: null, fiscalQuarter: 4 } }
    const request = { ...update, ...round(1, 1, { snapshot, approvalsNeeded: 1 }) }
    expect(stepFor({ request, approvals: 1, period: { ...closed, notes: 'by hand' } })).toMatchObject({
      kind: 'void',
      changes: [{ what: 'the notes', was: 'none', is: 'by hand' }],
    })
  })

  test('that are all so are set: by us if Zuora accepted', () => {
    const request = { ...update, asks: { update: asked(3, 'accepted') } }
    expect(stepFor({ request, period: { ...closed, notes: 'audited' } })).toMatchObject({
      outcome: { kind: 'succeeded' },
    })
  })

  const emptySnapshot = {
    status: 'Closed',
    startDate: october.startDate,
    endDate: october.endDate,
    trialBalance: { status: 'Completed', start: october.trialBalance.start, end: october.trialBalance.end },
    scans: null,
  }
})

describe('new dates', () => {
  const dates = { action: 'update-dates', fields: { endDate: '2026-11-15' }, period: novemberOf() } as const

  test('are refused while a trial balance of the period runs', () => {
    const running = { ...november, trialBalance: runningSince('2026-11-04 13:59:10') }
    expect(stepFor({ request: dates, period: running })).toMatchObject({
      outcome: { because: { obstacles: [{ kind: 'trial-balance-running' }] } },
    })
  })

  test('of an open period are asked for', () => {
    expect(stepFor({ request: dates, period: november })).toMatchObject({ kind: 'ask', what: 'update' })
  })

  function novemberOf() {
    return { id: 'november', name: 'Nov 2026', startDate: '2026-11-01', endDate: '2026-11-30' }
  }
})

describe('a deletion', () => {
  const remove = { action: 'delete' } as const

  test('of the most recent open period is asked for', () => {
    expect(stepFor({ request: remove, period: november })).toMatchObject({ kind: 'ask', what: 'delete' })
  })

  test('of another is refused, with the one that could be', () => {
    expect(stepFor({ request: remove, period: { ...open } })).toMatchObject({
      outcome: { because: { obstacles: [{ kind: 'not-most-recent', latest: 'Nov 2026' }] } },
    })
  })

  test('has succeeded when the period is gone and Zuora said so; otherwise by whom is not known', () => {
    const accepted = { ...remove, asks: { delete: asked(3, 'accepted') } }
    expect(stepFor({ request: accepted, period: 'missing' })).toMatchObject({ outcome: { kind: 'succeeded' } })
    const lost = { ...remove, asks: { delete: asked(200, 'unknown') } }
    expect(stepFor({ request: lost, period: 'missing', bot: 'bot' })).toMatchObject({
      outcome: { kind: 'overtaken', because: { kind: 'done-by-others', isAnswerLost: true } },
    })
    expect(stepFor({ request: remove, period: 'missing' })).toMatchObject({
      outcome: { kind: 'overtaken', because: { isAnswerLost: false } },
    })
  })
})

test('a change of a period that is gone has failed', () => {
  expect(stepFor({ request: { action: 'reopen' }, period: 'missing' })).toMatchObject({
    outcome: { kind: 'failed', because: { kind: 'period-missing' } },
  })
})

test('a change that the policy no longer names is refused', () => {
  const facts = sampleFacts({
    request: { action: 'delete' },
    period: november,
    closer: calendar,
    policy: { hash: 'policy-2', approvalsNeeded: undefined },
  })
  expect(nextStep(facts)).toMatchObject({ outcome: { because: { kind: 'policy', action: 'delete' } } })
})
