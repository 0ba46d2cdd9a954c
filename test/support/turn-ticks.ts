import type { AtAsk, TurnPlan } from './closing-story.ts'
import type { FakeClock } from './fake-clock.ts'
import { Crash } from './interruptible.ts'

/** AWS ends the function after this; nothing of the turn happens later. */
const functionTimeoutSeconds = 240

type Around<Event> = {
  clock: FakeClock
  atAsks: AtAsk<Event>[]
  happen(event: Event): Promise<void>
  /** How many turns are about to ask, or have just asked: that takes seconds, whatever others do meanwhile. */
  asking: { turns: number }
}

/** What happens around the calls of one turn's ports: nothing, delays, other people, or its death. */
export function createTurnTicks<Event>(plan: TurnPlan<Event>, { clock, atAsks, happen, asking }: Around<Event>) {
  const startedAt = clock.now().getTime()
  let calls = 0
  let isDead = false
  let slow = plan.slow

  const die = () => {
    isDead = true
    throw new Crash()
  }

  const happenAll = async (events: readonly Event[]) => {
    for (const event of events) await happen(event)
  }

  const around = async () => {
    calls += 1
    if (isDead || clock.now().getTime() - startedAt > functionTimeoutSeconds * 1000) die()
    if (plan.between?.at === calls) await happenAll(plan.between.events)
    if (plan.diesAt === calls) die()
  }

  const aroundRead = async () => {
    await around()
    if (slow && slow.at <= calls && asking.turns === 0) {
      clock.pass(slow.seconds)
      slow = null
    }
  }

  const aroundAsk = async () => {
    asking.turns += 1
    try {
      await around()
      const moment = atAsks.shift()
      if (moment) await happenAll(moment.events)
      if (moment?.dies) die()
    } finally {
      asking.turns -= 1
    }
  }

  /** Calls that are made at the same time happen one after the other: what comes in between belongs to one of them. */
  let before: Promise<unknown> = Promise.resolve()
  const inTurn = (tick: () => Promise<void>) => (): Promise<void> => {
    const mine = before.then(tick)
    before = mine.catch(() => {})
    return mine
  }

  return { call: inTurn(around), read: inTurn(aroundRead), ask: inTurn(aroundAsk) }
}
