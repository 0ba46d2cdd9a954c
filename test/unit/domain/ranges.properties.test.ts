import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyRange, kindRange } from '../../support/calendar/calendar-stories.ts'
import { liveOnCalendar } from '../../support/calendar/live-on-calendar.ts'
import { wrongWithLived } from '../../support/calendar/wrong-with-lived.ts'
import { rangesThatWentWrong } from './ranges-that-went-wrong.ts'

/** A range is many turns long. Set to thousands to look for what hundreds do not find. */
const stories = Math.ceil(Number(process.env.STORIES ?? 120) / 5)

test.each(rangesThatWentWrong)('what once went wrong goes right: %s', async (_what, story) => {
  expect(wrongWithLived(await liveOnCalendar(story))).toEqual([])
})

test('whatever happens around a range: one close after the other, in order, none after one that did not happen, and it ends', async () => {
  await fc.assert(
    fc.asyncProperty(anyRange, async (story) => {
      expect(wrongWithLived(await liveOnCalendar(story))).toEqual([])
    }),
    { numRuns: stories },
  )
}, 600_000)

test('as long as nobody objects, crashes, repeats and lost answers only take time: all of the range is closed, by the bot', async () => {
  await fc.assert(
    fc.asyncProperty(kindRange, async (story) => {
      const lived = await liveOnCalendar(story)
      expect(wrongWithLived(lived)).toEqual([])
      expect(lived.now().outcome).toEqual({ kind: 'succeeded' })
    }),
    { numRuns: Math.ceil(stories / 3) },
  )
}, 600_000)
