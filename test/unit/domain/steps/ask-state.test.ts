import { expect, test } from 'vitest'
import type { Asked } from '../../../../src/domain/request.ts'
import { stateOfAsk } from '../../../../src/domain/steps/ask-state.ts'
import { asked, inSeconds, now } from '../../../support/facts.ts'

test('what was never asked has no state', () => {
  expect(stateOfAsk(undefined, now)).toBe('none')
})

test('an ask without an answer may take effect for as long as Zuora works on it: then it may be asked again', () => {
  expect(stateOfAsk(asked(149, null), now)).toBe('settling')
  expect(stateOfAsk(asked(150, null), now)).toBe('again')
})

test('an answer that says nothing is no answer, however late it came', () => {
  expect(stateOfAsk(asked(140, 'unknown', { answeredSecondsAgo: 10 }), now)).toBe('settling')
  expect(stateOfAsk(asked(160, 'unknown', { answeredSecondsAgo: 30 }), now)).toBe('again')
})

test('after an answer the next read may still show the state before it, for a moment', () => {
  expect(stateOfAsk(asked(100, 'accepted', { answeredSecondsAgo: 4 }), now)).toBe('settling')
  expect(stateOfAsk(asked(100, 'accepted', { answeredSecondsAgo: 5 }), now)).toBe('accepted')
})

test('a refusal is believed a little later: Zuora was seen to refuse a close and to close all the same', () => {
  expect(stateOfAsk(asked(100, 'refused', { answeredSecondsAgo: 19 }), now)).toBe('settling')
  expect(stateOfAsk(asked(100, 'refused', { answeredSecondsAgo: 20 }), now)).toBe('refused')
})

test('when Zuora was busy it is asked again after as long as Zuora said', () => {
  expect(stateOfAsk(asked(9, 'busy'), now)).toBe('settling')
  expect(stateOfAsk(asked(10, 'busy'), now)).toBe('again')
})

test('when Zuora does not say for how long it is busy, the waits grow to five minutes', () => {
  const busyFor = (times: number): Asked => ({
    ...asked(0, null, { times }),
    answer: { kind: 'busy', at: now, retryAfterSeconds: null },
  })
  const stateAfter = (times: number, seconds: number) => stateOfAsk(busyFor(times), inSeconds(seconds))
  expect([stateAfter(1, 9), stateAfter(1, 10)]).toEqual(['settling', 'again'])
  expect([stateAfter(3, 39), stateAfter(3, 40)]).toEqual(['settling', 'again'])
  expect([stateAfter(50, 299), stateAfter(50, 300)]).toEqual(['settling', 'again'])
})
