import type { Request, RequestKey } from '../../../src/domain/request.ts'
import { advance } from '../../../src/usecases/advance.ts'
import { announce } from '../../../src/usecases/announce.ts'
import { cancel } from '../../../src/usecases/clicks/cancel.ts'
import { checkAgain } from '../../../src/usecases/clicks/check-again.ts'
import { type DecisionAnswer, type DecisionAsked, decide } from '../../../src/usecases/decide.ts'
import { unlessItDies } from '../interruptible.ts'
import type { CalendarEvent, CalendarStory, Which } from './calendar-story.ts'
import { type CalendarWorld, createCalendarWorld, type Ports } from './calendar-world.ts'
import { outside } from './outside.ts'
import { askFor } from './subjects.ts'

export type Counted = { key: RequestKey; round: number; personId: string; kind: 'approved' | 'rejected' }

export type LivedOnCalendar = Awaited<ReturnType<typeof liveOnCalendar>>

/** More tasks than any story needs: past this, a workflow is going in circles. */
const mostTasks = 6000

/** Looks at everything from outside: before the story, and after each task of the workflow. */
type Look = (world: CalendarWorld) => Promise<void>

/** Lives through a story to its end: every event in turn, then nothing but time, until everyone has been told everything. */
export async function liveOnCalendar(story: CalendarStory, look: Look = async () => {}) {
  const world = await createCalendarWorld(story)
  await look(world)
  const counted: Counted[] = []
  const count = { depth: 0, clicks: 0, tasks: 0, asked: 1 }

  const runNext = async () => {
    count.tasks += 1
    await world.states.runNext()
    await look(world)
  }

  const pass = async (seconds: number) => {
    const until = world.clock.now().getTime() + (count.depth > 1 ? Math.min(seconds, 10) : seconds) * 1000
    await world.wake()
    while ((world.states.nextDueAt() ?? until) < until && count.tasks < mostTasks) {
      await runNext()
      await world.wake()
    }
    world.clock.moveTo(new Date(until))
  }

  const which = (on: Which): Request => (on === 'first' ? world.now() : world.newest())

  const click = async (event: Extract<CalendarEvent, { kind: 'click' }>) => {
    const key = which(event.on)
    const round = Math.max(1, key.round - (event.onOldCard ? 1 : 0))
    const { person: personId, decision: kind } = event
    const reason = kind === 'rejected' ? 'accruals are missing' : null
    count.clicks += 1
    const asked: DecisionAsked = {
      key,
      kind,
      round,
      personId,
      reason,
      slackTs: null,
      messageId: `click-${count.clicks}`,
    }
    for (let times = event.twice ? 2 : 1; times > 0; times -= 1) {
      const answer = await byPerson<DecisionAnswer>((ports) => decide(asked, ports))
      if (answer?.kind === 'counted') counted.push({ key, round, personId, kind })
    }
  }

  /** What a person does is one invocation; undefined when it died. */
  const byPerson = <T>(act: (ports: Ports) => Promise<T>): Promise<T | undefined> => unlessItDies(() => world.turn(act))

  const happen = async (event: CalendarEvent): Promise<void> => {
    if (count.depth > 2) return
    count.depth += 1
    try {
      await takePlace(event)
    } finally {
      count.depth -= 1
    }
  }

  const askAgain = (event: Extract<CalendarEvent, { kind: 'asked-again' | 'asked-too' }>) => {
    if (event.kind === 'asked-again') {
      return byPerson((ports) => askFor(story.subject, { personId: 'U0ALICE', messageId: 'asked-1' }, ports))
    }
    count.asked += 1
    const by = { personId: 'U0ERIN', messageId: `asked-${count.asked}` }
    return byPerson((ports) => askFor(event.subject, by, ports))
  }

  const takePlace = async (event: CalendarEvent): Promise<void> => {
    switch (event.kind) {
      case 'pass':
        return pass(event.seconds)
      case 'click':
        return click(event)
      case 'cancel':
        return void (await byPerson((ports) =>
          cancel({ key: which(event.on), personId: event.person, slackTs: null }, ports),
        ))
      case 'check-again':
        return void (await byPerson((ports) => checkAgain(which(event.on), 'U0BOB', ports)))
      case 'asked-again':
      case 'asked-too':
        return void (await askAgain(event))
      case 'turn-repeated':
        return void (await byPerson((ports) => advance(which(event.on), ports)))
      case 'announce-repeated':
        if (which(event.on).outcome) await byPerson((ports) => announce(which(event.on), null, ports))
        return
      case 'wake':
        return world.wake()
      case 'execution-dies':
        return world.states.die()
      default:
        return outside(world, story.subject, event)
    }
  }

  world.onBetween(happen)
  while (story.beginsAtCard && !hasCard(world) && world.now().outcome === null) await runNext()
  world.beginTrouble()
  for (const event of story.endsWell ? [...story.events, ...goodEnd] : story.events) {
    if (count.tasks < mostTasks) await happen(event)
  }
  const eventsEndedAt = world.clock.now()
  count.depth = 1
  while (world.requests.all().some(({ told }) => !told) && count.tasks < mostTasks) {
    await world.wake()
    if (world.states.nextDueAt() === undefined) world.clock.pass(60)
    else await runNext()
  }
  return { ...world, counted, goneInCircles: count.tasks >= mostTasks, eventsEndedAt, story }
}

function hasCard({ requests }: CalendarWorld): boolean {
  return requests.all().some(({ card }) => card !== null)
}

const approvals = ['U0BOB', 'U0CAROL', 'U0DAVE'].map(
  (person): CalendarEvent => ({
    kind: 'click',
    on: 'newest',
    person,
    decision: 'approved',
    onOldCard: false,
    twice: false,
  }),
)
const anHour: CalendarEvent = { kind: 'pass', seconds: 3600 }
const approvedAfterAnHour = [anHour, ...approvals]

/** As many cards as a range of three closes can have, each made void once. */
const goodEnd: CalendarEvent[] = [1, 2, 3, 4, 5, 6].flatMap(() => approvedAfterAnHour)
