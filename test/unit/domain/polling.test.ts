import fc from 'fast-check'
import { expect, test } from 'vitest'
import { followUpAfterSeconds, pollAfterSeconds } from '../../../src/domain/polling.ts'

/** The moments at which something is looked at, until it has ended. */
function looksUntil(endsAfterSeconds: number, waitAfter = pollAfterSeconds): number[] {
  const looks = [0]
  for (let at = 0; at < endsAfterSeconds; ) {
    at += waitAfter(at)
    looks.push(at)
  }
  return looks
}

test('a trial balance of four hours is looked at fewer than 100 times', () => {
  expect(looksUntil(4 * 3600).length).toBeLessThan(100)
})

test('a trial balance of 22 seconds is noticed 3 seconds later at most', () => {
  expect(looksUntil(22).at(-1)).toBeLessThanOrEqual(25)
})

test('an end is noticed within a tenth of the time it took, and 3 seconds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 24 * 3600 }), (endsAfterSeconds) => {
      expect(looksUntil(endsAfterSeconds).at(-1)).toBeLessThanOrEqual(endsAfterSeconds * 1.1 + 3)
    }),
  )
})

test('no wait is shorter than 3 seconds or longer than 5 minutes', () => {
  expect([-5, 0, 29, 100, 2969, 2970, 86_400].map(pollAfterSeconds)).toEqual([3, 3, 6, 13, 300, 300, 300])
})

test('the final trial balance, for which nobody waits, is looked at a few times only', () => {
  expect(looksUntil(22, followUpAfterSeconds)).toEqual([0, 3, 9, 21, 45])
  expect(looksUntil(4 * 3600, followUpAfterSeconds).length).toBeLessThanOrEqual(15)
})

test('its end is noticed within as long again as it took, and within an hour', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 24 * 3600 }), (endsAfterSeconds) => {
      const noticedAfter = (looksUntil(endsAfterSeconds, followUpAfterSeconds).at(-1) ?? 0) - endsAfterSeconds
      expect(noticedAfter).toBeLessThanOrEqual(Math.min(3600, endsAfterSeconds + 3))
    }),
  )
})
