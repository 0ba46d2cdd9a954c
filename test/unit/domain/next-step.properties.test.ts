import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyStory, approversStory, kindStory, numbersStory } from '../../support/closing-stories.ts'
import { botUser } from '../../support/fake-zuora.ts'
import { type Counted, type Lived, liveThrough } from '../../support/live-through.ts'
import { wrongWithRecord } from '../../support/record-watch.ts'
import { storiesThatWentWrong } from './stories-that-went-wrong.ts'

/** Set to thousands to look for what these few do not find: each that once went wrong is told apart. */
const stories = Number(process.env.STORIES ?? 120)

/** What must be true of every close, whatever happened to it. What must be true at each ask and write was watched. */
function wrongWith(lived: Lived): string[] {
  const request = lived.now()
  return [
    ...lived.violations,
    ...wrongWithRecord(request),
    ...wrongWithEnd(lived),
    ...wrongWithCredit(lived),
    ...lived.counted
      .filter(({ personId }) => ['U0ALICE', 'U0GUEST', 'U0MALLORY'].includes(personId))
      .map(({ personId }) => `${personId} may not decide, but counted`),
    ...lived.counted
      .filter((one) => !isInLog(lived, one))
      .map(({ kind, personId, round }) => `${personId} was told that it counts: ${kind} in round ${round}`),
  ]
}

function wrongWithEnd({ now, clock, goneInCircles, eventsEndedAt, story }: Lived): string[] {
  if (goneInCircles) return ['it goes in circles']
  const { outcome, told, log } = now()
  const waitedSeconds = (clock.now().getTime() - eventsEndedAt.getTime()) / 1000
  return [
    ...(outcome && told ? [] : ['it never ended']),
    ...(waitedSeconds > mostSeconds + (story.plannedSeconds ?? 0)
      ? [`it ended ${waitedSeconds} s after everything outside had ended`]
      : []),
    ...(outcome?.kind === 'failed' && outcome.because.kind === 'broke' ? [`it broke: ${outcome.because.error}`] : []),
    ...(log.length > 250 ? ['its log outgrows the request'] : []),
  ]
}

/** Blocked, held, then three of the longest waits of its patience, one for each ask, and the follow-up. */
const mostSeconds = 6 * 3600 + 5000 + 4 * 4.2 * 3600 + 12 * 3600

function wrongWithCredit({ now, zuora, botIsKnown }: Lived): string[] {
  const { outcome, integrationUser } = now()
  const closes = zuora.effects.filter(({ what }) => what === 'close')
  const isCredited = outcome?.kind === 'succeeded' || outcome?.kind === 'closed-with-problem'
  const isGivenAway = outcome?.kind === 'overtaken' && outcome.because.kind === 'closed-by-others'
  const isOursAlone = closes.length > 0 && closes.every(({ by }) => by === botUser)
  const isShown = isGivenAway && outcome.because.kind === 'closed-by-others' && outcome.because.updatedBy === botUser
  return [
    ...(isCredited && !closes.some(({ by }) => by === botUser) ? ['credited for what others did'] : []),
    ...(isShown && isOursAlone && (botIsKnown || integrationUser) ? ['its own close was told as theirs'] : []),
    ...(closes.filter(({ by }) => by === botUser).length > 1 ? ['closed twice'] : []),
  ]
}

/** As often as different clicks of this person were told to count; once, where nothing was withdrawn. */
function isInLog({ now, counted }: Lived, { kind, personId, round }: Counted): boolean {
  const clicks = counted.filter((one) => one.kind === kind && one.personId === personId && one.round === round)
  const ofRound = now().log.filter(({ details }) => details.round === round)
  const times = ofRound.filter((entry) => entry.kind === kind && entry.by?.id === personId).length
  const withdrawals = ofRound.filter((entry) => entry.kind === 'withdrawn').length
  return times >= new Set(clicks.map(({ messageId }) => messageId)).size && times <= 1 + withdrawals
}

test.each(storiesThatWentWrong)('what once went wrong goes right: %s', async (_what, story) => {
  const lived = await liveThrough(story)
  expect(wrongWith(lived)).toEqual([])
  expect(await lived.mayNextRequestBegin()).toBe(true)
})

test('whatever the order of clicks, repeats, crashes, answers and what others do: a close is asked only with a full, current quorum, nothing is asked before its time, and every run ends', async () => {
  await fc.assert(
    fc.asyncProperty(anyStory, async (story) => {
      const lived = await liveThrough(story)
      expect(wrongWith(lived)).toEqual([])
      expect(await lived.mayNextRequestBegin()).toBe(true)
    }),
    { numRuns: stories },
  )
}, 600_000)

test('whatever others do to the numbers and trial balances meanwhile: only what was approved is closed, and a newer trial balance only with equal reports', async () => {
  await fc.assert(
    fc.asyncProperty(numbersStory, async (story) => {
      const lived = await liveThrough(story)
      expect(wrongWith(lived)).toEqual([])
    }),
    { numRuns: stories },
  )
}, 600_000)

test('whatever approvers do, take back, or become: a close is asked only with what stands, of people who may still give it', async () => {
  await fc.assert(
    fc.asyncProperty(approversStory, async (story) => {
      const lived = await liveThrough(story)
      expect(wrongWith(lived)).toEqual([])
    }),
    { numRuns: stories },
  )
}, 600_000)

test('as long as nobody objects, crashes, repeats and lost answers only take time: the period is closed, by the bot', async () => {
  await fc.assert(
    fc.asyncProperty(kindStory, async (story) => {
      const lived = await liveThrough(story)
      expect(wrongWith(lived)).toEqual([])
      expect(lived.now().outcome).toEqual({ kind: 'succeeded' })
    }),
    { numRuns: Math.ceil(stories / 3) },
  )
}, 600_000)
