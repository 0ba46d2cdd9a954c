import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyChange, kindChange } from '../../support/calendar/calendar-stories.ts'
import { liveOnCalendar } from '../../support/calendar/live-on-calendar.ts'
import { wrongWithLived } from '../../support/calendar/wrong-with-lived.ts'
import { changesThatWentWrong } from './changes-that-went-wrong.ts'

/** Set to thousands to look for what hundreds do not find. */
const stories = Math.ceil(Number(process.env.STORIES ?? 120) / 2)

test.each(changesThatWentWrong)('what once went wrong goes right: %s', async (_what, story) => {
  expect(wrongWithLived(await liveOnCalendar(story))).toEqual([])
})

test('whatever happens around a reopen, create, update or delete: it is asked only as approved, only while it is not so, and it ends', async () => {
  await fc.assert(
    fc.asyncProperty(anyChange, async (story) => {
      expect(wrongWithLived(await liveOnCalendar(story))).toEqual([])
    }),
    { numRuns: stories },
  )
}, 600_000)

test('as long as nobody objects, crashes, repeats and lost answers only take time: it is done, by the bot', async () => {
  await fc.assert(
    fc.asyncProperty(kindChange, async (story) => {
      const lived = await liveOnCalendar(story)
      expect(wrongWithLived(lived)).toEqual([])
      const { outcome, action } = lived.now()
      // Of a period that is gone nothing tells who deleted it.
      const isAnswerLost = { kind: 'overtaken', because: { kind: 'done-by-others', isAnswerLost: true } }
      if (action === 'delete' && outcome?.kind === 'overtaken') expect(outcome).toMatchObject(isAnswerLost)
      else expect(outcome).toEqual({ kind: 'succeeded' })
    }),
    { numRuns: Math.ceil(stories / 3) },
  )
}, 600_000)
