import { expect, test } from 'vitest'
import type { Outcome } from '../../../../src/domain/outcome.ts'
import type { RangeChild, Request } from '../../../../src/domain/request.ts'
import { nextStep } from '../../../../src/domain/steps/next-step.ts'
import { whetherToBegin } from '../../../../src/domain/steps/range-steps.ts'
import { ago, sampleFacts } from '../../../support/facts.ts'
import { alice, inError, sampleRequest } from '../../../support/sample-request.ts'

const child = (name: string, number: number | null): RangeChild => ({ periodId: name, name, number, ended: null })
const closing = (number: number) => sampleRequest({ number, outcome: null, status: 'working' })
const ended = (number: number, outcome: Outcome) => sampleRequest({ number, outcome, status: 'finished' })

const stepFor = (range: RangeChild[], children: Request[], request: Partial<Request> = {}) =>
  nextStep(sampleFacts({ request: { action: 'close-range', range, ...request }, period: 'missing', children }))

test('the first period comes first', () => {
  expect(stepFor([child('Aug', null), child('Sep', null)], [])).toMatchObject({
    kind: 'start-child',
    child: { name: 'Aug' },
  })
})

test('the next is not begun before the one before it has ended', () => {
  const range = [child('Aug', 2), child('Sep', null)]
  expect(stepFor(range, [closing(2)])).toMatchObject({ kind: 'follow-child' })
  expect(
    stepFor(range, [sampleRequest({ number: 2, outcome: { kind: 'succeeded' }, status: 'working' })]),
  ).toMatchObject({
    kind: 'follow-child',
  })
  expect(stepFor(range, [ended(2, { kind: 'succeeded' })])).toMatchObject({
    kind: 'start-child',
    child: { name: 'Sep' },
  })
})

test('a period that is Closed with a problem is closed', () => {
  const problem = ended(2, { kind: 'closed-with-problem', trialBalance: inError })
  expect(stepFor([child('Aug', 2), child('Sep', null)], [problem])).toMatchObject({ kind: 'start-child' })
})

test('when all are closed it has succeeded', () => {
  const children = [ended(2, { kind: 'succeeded' }), ended(3, { kind: 'succeeded' })]
  expect(stepFor([child('Aug', 2), child('Sep', 3)], children)).toMatchObject({ outcome: { kind: 'succeeded' } })
})

test('it stops at the first that does not close, and says where it stands', () => {
  const children = [ended(2, { kind: 'succeeded' }), ended(3, { kind: 'rejected', by: 'U0BOB', reason: 'not yet' })]
  expect(stepFor([child('Aug', 2), child('Sep', 3), child('Oct', null)], children)).toMatchObject({
    outcome: {
      kind: 'failed',
      because: { kind: 'range-stopped', period: 'Sep', request: 'US-0003', ended: 'rejected' },
    },
  })
})

test('cancelled when all are closed already: they are closed', () => {
  const stopped = { kind: 'cancelled', by: alice, at: ago(5), reason: null } as const
  const step = stepFor([child('Aug', 2)], [ended(2, { kind: 'succeeded' })], { stopped })
  expect(step).toMatchObject({ outcome: { kind: 'succeeded' } })
})

test('cancelled, it begins nothing more', () => {
  const stopped = { kind: 'cancelled', by: alice, at: ago(5), reason: null } as const
  expect(stepFor([child('Aug', null)], [], { stopped })).toMatchObject({ outcome: { kind: 'cancelled' } })
})

test('a close of a range begins once the range names it, and never when it names another or was cancelled before', () => {
  const close = sampleRequest({ number: 3, partOf: 1, period: { ...sampleRequest().period, id: 'Aug' } })
  const rangeWith = (number: number | null, changes: Partial<Request> = {}) =>
    sampleRequest({ number: 1, action: 'close-range', range: [child('Aug', number)], ...changes })
  const stopped = { kind: 'cancelled', by: alice, at: ago(5), reason: null } as const
  expect(whetherToBegin(close, rangeWith(3))).toBe('begin')
  expect(whetherToBegin(close, rangeWith(3, { stopped }))).toBe('begin')
  expect(whetherToBegin(close, rangeWith(null))).toBe('not-yet')
  expect(whetherToBegin(close, rangeWith(2))).toEqual({
    kind: 'refused',
    because: { kind: 'in-flight', request: 'US-0002' },
  })
  expect(whetherToBegin(close, rangeWith(null, { stopped }))).toEqual({ kind: 'cancelled', by: 'U0ALICE' })
  const outcome = { kind: 'expired', waitedFor: 'anything' } as const
  expect(whetherToBegin(close, rangeWith(null, { outcome }))).toEqual(outcome)
})
