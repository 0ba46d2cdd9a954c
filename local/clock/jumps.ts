import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock, Jumped } from '../../sim/slack/server.ts'
import type { MovedClock } from './moved-clock.ts'

/** What follows the clock. */
export type Following = {
  lambda: {
    /** Acts while no function runs; the names of those that did not end in time, and nothing was done. */
    whileStill(act: () => Promise<void>, withinMs: number): Promise<readonly string[]>
    still(withinMs: number): Promise<void>
  }
  stepFunctions: {
    /** Invokes no function until `resume`. */
    pause(): void
    settled(): Promise<void>
    resume(): void
    tick(): Promise<void>
    isBusy(): boolean
  }
  scheduler: { runAll(): Promise<void> }
}

export type Jumps = Clock & { follow(following: Following): void }

/** Functions that are loaded for the first time take seconds; a call of Zuora that takes longer may take two minutes. */
const STILL_WITHIN_MS = 8000
const SETTLED_WITHIN_MS = 5000
/** Zuora may not answer: what a schedule does then, it does without being waited for. */
const SCHEDULES_WITHIN_MS = 10_000
/** The calendar, the holidays and what people compute with end somewhere; nobody tries more than a few years. */
const MOST_AHEAD_MS = 5 * 366 * 86_400_000

/**
 * Moves the clock, and lets follow what is due then: first what waited, then each schedule once, however many of its runs
 * were jumped over.
 */
export function createJumps(clock: MovedClock): Jumps {
  let following: Following | undefined
  let isUnderWay = false

  async function jumpTo(moment: Date): Promise<Jumped> {
    const because = whyNot(moment)
    if (because !== undefined) return { kind: 'refused', because }
    if (following === undefined)
      return { kind: 'refused', because: 'Not everything has started yet. Try again in a moment.' }
    isUnderWay = true
    try {
      return await jump(moment, following)
    } finally {
      isUnderWay = false
    }
  }

  function whyNot(moment: Date): string | undefined {
    const now = clock.now()
    if (Number.isNaN(moment.getTime())) return 'That is no moment.'
    if (moment <= now)
      return `It is ${now.toISOString()} already: the clock only goes forward, as what is recorded does.`
    if (moment.getTime() - Date.now() > MOST_AHEAD_MS) return 'That is more than five years ahead of today.'
    return isUnderWay ? 'The clock is being moved already. Try again in a moment.' : undefined
  }

  async function jump(moment: Date, { lambda, stepFunctions, scheduler }: Following): Promise<Jumped> {
    const running = await moveWhileStill(moment, { lambda, stepFunctions })
    if (running.length > 0) return { kind: 'refused', because: stillAtWork(running) }
    await settle({ lambda, stepFunctions })
    await within(SCHEDULES_WITHIN_MS, scheduler.runAll())
    await settle({ lambda, stepFunctions })
    return { kind: 'jumped' }
  }

  /** A wait that a function's answer begins is to begin before the jump, not after it: the answer is followed first. */
  async function moveWhileStill(moment: Date, { lambda, stepFunctions }: Omit<Following, 'scheduler'>) {
    stepFunctions.pause()
    try {
      return await lambda.whileStill(async () => {
        await stepFunctions.settled()
        clock.moveTo(moment)
      }, STILL_WITHIN_MS)
    } finally {
      stepFunctions.resume()
    }
  }

  return {
    msAhead: clock.msAhead,
    jumpTo,
    follow: (given) => {
      following = given
    },
  }
}

function stillAtWork(functions: readonly string[]): string {
  const names = [...new Set(functions)].join(', ')
  return `Still at work: ${names}. A jump would make what Zuora or Slack is being asked look forgotten, so nothing was moved. Try again in a moment.`
}

/** Until nothing is left to do but wait; what goes on for long is not waited for. */
async function settle({ lambda, stepFunctions }: Omit<Following, 'scheduler'>): Promise<void> {
  const until = performance.now() + SETTLED_WITHIN_MS
  do {
    await stepFunctions.tick()
    await lambda.still(until - performance.now())
    await nextTurn()
  } while (stepFunctions.isBusy() && performance.now() < until)
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(late.resolve, ms)
  await Promise.race([work, late.promise])
  clearTimeout(timer)
}
