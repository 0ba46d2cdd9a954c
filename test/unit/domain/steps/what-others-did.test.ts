import { describe, expect, test } from 'vitest'
import { takeSnapshot } from '../../../../src/domain/snapshot.ts'
import { nextStep } from '../../../../src/domain/steps/next-step.ts'
import { asked, nothingFound, round, sampleFacts } from '../../../support/facts.ts'
import { completed, noneFound, samplePeriod } from '../../../support/sample-request.ts'
import { neverRun } from '../../../support/trial-balances.ts'

const snapshot = takeSnapshot(samplePeriod(), noneFound)
const before = { startBefore: completed.start }
const closed = { status: 'Closed', statusText: 'Closed', trialBalance: completed } as const
const open = { status: 'Open', statusText: 'Open', trialBalance: neverRun } as const
const askingClose = (close: ReturnType<typeof asked>) => ({
  ...round(1, 2),
  status: 'asking' as const,
  asks: { close },
})

describe('behind the bot’s back', () => {
  test('Closed at 1 of 2 approvals: overtaken', () => {
    const period = { ...closed, updatedBy: 'a person' }
    const step = nextStep(sampleFacts({ request: round(1, 1), period, integrationUser: 'the bot' }))
    expect(step).toMatchObject({ outcome: { kind: 'overtaken', because: { kind: 'closed-by-others' } } })
  })

  test('Closed by the bot’s own user, but never asked for here: not credited', () => {
    const period = { ...closed, updatedBy: 'the bot' }
    const step = nextStep(sampleFacts({ request: round(1, 1), period, integrationUser: 'the bot' }))
    expect(step).toMatchObject({ outcome: { kind: 'overtaken' } })
  })

  test('reopened while people decided: overtaken, it is not set to pending close again', () => {
    const request = round(1, 1, { snapshot })
    const step = nextStep(sampleFacts({ request, period: { ...open, updatedBy: 'a person' } }))
    expect(step).toMatchObject({ outcome: { because: { kind: 'moved-by-others', status: 'Open' } } })
  })

  test('reopened after the bot had set it to pending close: overtaken', () => {
    const request = { asks: { 'pending-close': asked(600, 'accepted') } }
    const step = nextStep(sampleFacts({ request, period: open }))
    expect(step).toMatchObject({ outcome: { because: { kind: 'moved-by-others', status: 'Open' } } })
  })

  test('reopened after the bot had asked to close it, without approvers who saw a pending close: overtaken', () => {
    const request = { asks: { close: asked(200, null, before), 'pending-close': asked(600, 'unknown') } }
    const step = nextStep(sampleFacts({ request, period: open, closer: nothingFound }))
    expect(step).toMatchObject({ outcome: { because: { kind: 'moved-by-others', status: 'Open' } } })
  })

  test('in a status that the bot does not know: nothing more is asked', () => {
    const step = nextStep(sampleFacts({ period: { status: 'Unknown', statusText: 'Archived' } }))
    expect(step).toMatchObject({
      outcome: { kind: 'refused', because: { obstacles: [{ kind: 'unknown-status', status: 'Archived' }] } },
    })
  })

  test('gone: failed; but not while a close may still take effect', () => {
    const step = nextStep(sampleFacts({ period: 'missing' }))
    expect(step).toMatchObject({ outcome: { kind: 'failed', because: { kind: 'period-missing' } } })
    const asking = nextStep(sampleFacts({ request: askingClose(asked(60, null, before)), period: 'missing' }))
    expect(asking).toEqual({ kind: 'wait', seconds: 9, progress: { kind: 'closing' } })
  })
})
