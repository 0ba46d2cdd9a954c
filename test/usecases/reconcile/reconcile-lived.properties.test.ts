import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Filed } from '../../../src/domain/evidence/filed.ts'
import { lookAtEntity } from '../../../src/usecases/reconcile/look-at-entity.ts'
import { kindChange, kindRange } from '../../support/calendar/calendar-stories.ts'
import type { CalendarStory } from '../../support/calendar/calendar-story.ts'
import type { CalendarWorld } from '../../support/calendar/calendar-world.ts'
import { liveOnCalendar } from '../../support/calendar/live-on-calendar.ts'
import { createFakeFilings } from '../../support/fake-filings.ts'
import { sha256 } from '../../support/fake-requests.ts'
import { sampleEntity } from '../../support/sample-entity.ts'

/** Set to thousands to look for what hundreds do not find. */
const stories = Math.ceil(Number(process.env.STORIES ?? 120) / 6)

const exceptions = {
  postException: async (_filed: Filed) => ({ channel: 'C0CLOSE', ts: '1793800000.000100' }),
  showException: async () => undefined,
  tellExceptionHead: async () => true,
}

/** The whole of a story with a look after each task of the workflow; what the looks filed. */
async function liveWithLooks(story: CalendarStory) {
  const filings = createFakeFilings()
  const look = async ({ zuora, requests, seenPeriods, locks, clock }: CalendarWorld) => {
    const list = async () => zuora.now().map((period) => ({ ...period }))
    const entity = sampleEntity({ periods: { ...zuora.periods, list } })
    const rules = { entities: [entity] }
    const ports = {
      filings,
      requests,
      seenPeriods,
      locks,
      exceptions,
      rules,
      hash: sha256,
      now: clock.now,
      log: () => {},
    }
    const isFirst = filings.allFiled().length === 0
    await lookAtEntity(entity, ports)
    if (isFirst) clock.pass(1)
  }
  const lived = await liveOnCalendar(story, look)
  lived.clock.pass(3600)
  await look(lived)
  return { lived, found: filings.allFiled().filter(({ about }) => about.kind === 'exception') }
}

test.each([
  ['a change', kindChange, stories],
  ['a range of closes', kindRange, Math.ceil(stories / 4)],
])(
  'only the bot is at it, with crashes, repeats and lost answers: none of its doing is an exception (%s)',
  async (_what, kind, numRuns) => {
    await fc.assert(
      fc.asyncProperty(kind, async (story) => {
        const { lived, found } = await liveWithLooks(story)
        // Of a period that is gone nothing tells who deleted it: where the answer was lost, somebody has to say.
        const isLost = lived.requests
          .all()
          .some(({ outcome, action }) => action === 'delete' && outcome?.kind === 'overtaken')
        if (!isLost) expect(found.map(({ about }) => about)).toEqual([])
        const seen = (await lived.seenPeriods.all('us')).flatMap(({ watched }) => watched?.seen ?? [])
        const there = lived.zuora.now()
        expect(seen.map(({ id, status }) => [id, status])).toEqual(there.map(({ id, status }) => [id, status]))
      }),
      { numRuns },
    )
  },
  600_000,
)
