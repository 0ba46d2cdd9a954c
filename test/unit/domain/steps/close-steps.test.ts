import { describe, expect, test } from 'vitest'
import { mostAsks } from '../../../../src/domain/steps/ask-state.ts'
import { nextStep } from '../../../../src/domain/steps/next-step.ts'
import { asked, nothingFound, refusal, round, sampleFacts } from '../../../support/facts.ts'
import { completed, samplePeriod } from '../../../support/sample-request.ts'
import { completedFrom, failedFrom, neverRun, runningSince } from '../../../support/trial-balances.ts'

const before = { startBefore: completed.start }
const closed = { status: 'Closed', statusText: 'Closed', trialBalance: completed } as const
const open = { status: 'Open', statusText: 'Open', trialBalance: neverRun } as const
const askingClose = (close: ReturnType<typeof asked>) => ({
  ...round(1, 2),
  status: 'asking' as const,
  asks: { close },
})

describe('a close that Zuora accepted', () => {
  const accepted = askingClose(asked(60, 'accepted', before))

  test('and that shows as Closed: succeeded, and its final trial balance is followed', () => {
    const step = nextStep(sampleFacts({ request: accepted, period: closed }))
    expect(step).toMatchObject({ kind: 'end', outcome: { kind: 'succeeded' }, followUp: { kind: 'waiting' } })
  })

  test('whose final trial balance has ended by then: succeeded, with nothing left to follow', () => {
    const trialBalance = completedFrom('2026-11-04 13:59:10', '2026-11-04 13:59:30')
    const step = nextStep(sampleFacts({ request: accepted, period: { ...closed, trialBalance } }))
    expect(step).toEqual({
      kind: 'end',
      outcome: { kind: 'succeeded' },
      followUp: { kind: 'completed', trialBalance },
    })
  })

  test('whose final trial balance ended in Error: Closed, with a problem', () => {
    const trialBalance = failedFrom('2026-11-04 13:59:10', null)
    const step = nextStep(sampleFacts({ request: accepted, period: { ...closed, trialBalance } }))
    expect(step).toEqual({ kind: 'end', outcome: { kind: 'closed-with-problem', trialBalance }, followUp: null })
  })

  test('whose final trial balance runs: succeeded; the old one in Error that showed before says nothing', () => {
    const trialBalance = runningSince('2026-11-04 13:59:10')
    const running = nextStep(sampleFacts({ request: accepted, period: { ...closed, trialBalance } }))
    expect(running).toMatchObject({ outcome: { kind: 'succeeded' }, followUp: { kind: 'waiting' } })
    const old = failedFrom('2026-11-02 08:00:00', 'exchange rate missing')
    const notYet = nextStep(sampleFacts({ request: accepted, period: { ...closed, trialBalance: old } }))
    expect(notYet).toMatchObject({ outcome: { kind: 'succeeded' }, followUp: { kind: 'waiting' } })
  })

  test('and that stays in pending close while Zuora works on it: waits', () => {
    const step = nextStep(sampleFacts({ request: askingClose(asked(3000, 'accepted', before)) }))
    expect(step).toEqual({ kind: 'wait', seconds: 300, progress: { kind: 'closing' } })
  })

  test('and that stays in pending close beyond all patience: failed, it never took effect', () => {
    const step = nextStep(sampleFacts({ request: askingClose(asked(24 * 3600 + 1, 'accepted', before)) }))
    expect(step).toMatchObject({ outcome: { because: { kind: 'never-took-effect', asked: 'close' } } })
  })

  test('but is Open: others moved it', () => {
    const step = nextStep(sampleFacts({ request: accepted, period: { ...open, updatedBy: 'a person' } }))
    expect(step).toMatchObject({
      outcome: { kind: 'overtaken', because: { kind: 'moved-by-others', status: 'Open', updatedBy: 'a person' } },
    })
  })
})

describe('a close whose answer was lost', () => {
  const lost = askingClose(asked(60, 'unknown', before))

  test('Closed, and by the bot’s own user: succeeded', () => {
    const period = { ...closed, updatedBy: 'the bot' }
    const step = nextStep(sampleFacts({ request: lost, period, integrationUser: 'the bot' }))
    expect(step).toMatchObject({ outcome: { kind: 'succeeded' } })
  })

  test('Closed, but by someone else: overtaken, and told as theirs', () => {
    const period = { ...closed, updatedBy: 'a person', updatedOn: '2026-11-04 13:59:00' }
    const step = nextStep(sampleFacts({ request: lost, period, integrationUser: 'the bot' }))
    expect(step).toMatchObject({
      outcome: {
        kind: 'overtaken',
        because: { kind: 'closed-by-others', updatedBy: 'a person', updatedOn: '2026-11-04 13:59:00' },
      },
    })
  })

  test('Closed, by a user of whom nobody knows whether it is the bot: not credited, and told so', () => {
    const step = nextStep(sampleFacts({ request: lost, period: { ...closed, updatedBy: 'the bot' } }))
    expect(step).toMatchObject({ outcome: { kind: 'overtaken', because: { kind: 'closed-answer-lost' } } })
  })

  test('Closed by a user unknown while the turn that asked may still be answered: waits for the answer', () => {
    const request = askingClose(asked(20, null, before))
    const step = nextStep(sampleFacts({ request, period: { ...closed, updatedBy: 'the bot' } }))
    expect(step).toEqual({ kind: 'wait', seconds: 5, progress: { kind: 'closing' } })
    const later = nextStep(sampleFacts({ request: askingClose(asked(150, null, before)), period: closed }))
    expect(later).toMatchObject({ outcome: { kind: 'overtaken' } })
  })

  test('still in pending close while it may yet take effect: waits', () => {
    const step = nextStep(sampleFacts({ request: lost, closer: nothingFound }))
    expect(step).toMatchObject({ kind: 'wait', progress: { kind: 'closing' } })
  })

  test('still in pending close when it can no longer take effect: everything is looked at, then it is asked again', () => {
    const request = { ...askingClose(asked(200, 'unknown', before)), snapshot: snapshotSeen() }
    expect(nextStep(sampleFacts({ request }))).toEqual({ kind: 'look-closer', scans: true })
    expect(nextStep(sampleFacts({ request, closer: nothingFound }))).toMatchObject({ kind: 'ask', what: 'close' })
  })
})

describe('a close that Zuora refused', () => {
  const refused = askingClose(asked(30, 'refused', before))

  test('but that is Closed on the next read, by the bot: succeeded', () => {
    const period = { ...closed, updatedBy: 'the bot' }
    const step = nextStep(sampleFacts({ request: refused, period, integrationUser: 'the bot' }))
    expect(step).toMatchObject({ outcome: { kind: 'succeeded' } })
  })

  test('is read once more before it is believed', () => {
    const step = nextStep(sampleFacts({ request: askingClose(asked(2, 'refused', before)) }))
    expect(step).toMatchObject({ kind: 'wait' })
  })

  test('and that is still in pending close: refused, in Zuora’s words', () => {
    const step = nextStep(sampleFacts({ request: refused }))
    expect(step).toMatchObject({
      outcome: { kind: 'refused', because: { kind: 'by-zuora', asked: 'close', ...refusal } },
    })
  })
})

describe('a close for which Zuora was too busy', () => {
  const busy = (secondsAgo: number, times = 1) => ({
    ...askingClose(asked(secondsAgo, 'busy', { ...before, times })),
    snapshot: snapshotSeen(),
  })

  test('is asked again after a while', () => {
    expect(nextStep(sampleFacts({ request: busy(5), closer: nothingFound }))).toMatchObject({ kind: 'wait' })
    const again = nextStep(sampleFacts({ request: busy(15), closer: nothingFound }))
    expect(again).toMatchObject({ kind: 'ask', what: 'close' })
  })

  test('is not asked for ever', () => {
    const step = nextStep(sampleFacts({ request: busy(15, mostAsks), closer: nothingFound }))
    expect(step).toMatchObject({
      outcome: { kind: 'failed', because: { kind: 'asked-too-often', asked: 'close', times: mostAsks } },
    })
  })

  test('Closed meanwhile: certainly not by this ask, whoever it was', () => {
    const period = { ...closed, updatedBy: 'the bot' }
    const step = nextStep(sampleFacts({ request: busy(5), period, integrationUser: 'the bot' }))
    expect(step).toMatchObject({ outcome: { kind: 'overtaken', because: { kind: 'closed-by-others' } } })
  })

  test('Closed meanwhile by the bot’s own user, after an earlier ask whose answer was lost: succeeded', () => {
    const close = { ...asked(5, 'busy', { ...before, times: 2 }), mayHaveBeenHeard: true }
    const facts = { request: askingClose(close), period: { ...closed, updatedBy: 'the bot' } }
    const step = nextStep(sampleFacts({ ...facts, integrationUser: 'the bot' }))
    expect(step).toMatchObject({ outcome: { kind: 'succeeded' } })
  })
})

function snapshotSeen() {
  const { statusText, startDate, endDate } = samplePeriod()
  const trialBalance = { status: completed.statusText, start: completed.start, end: completed.end }
  return { status: statusText, startDate, endDate, trialBalance, scans: nothingFound.scans }
}
