import { secondsBetween } from '../../domain/calendar/calendar-date.ts'
import type { HomeKept } from '../ports/record/homes.ts'
import { readFacts } from './entity-facts.ts'
import type { HomePorts } from './home-ports.ts'
import { isAnswerOld, markFor, markOf, openedSince, publishHome } from './publish-home.ts'

/** Slack allows more of each call that one of these takes; what does not fit comes a minute later. */
const mostInOneRun = 40
const longestSeconds = 30

/** An index may lag behind what was read beside it: what was made twice from the same is right. */
const timesUntilSettled = 2

/** Slack's: what is missed comes a minute later. */
const passing: ReadonlySet<string> = new Set(['SlackBusy', 'SlackUnavailable'])

/**
 * Every minute: the Homes of those who opened theirs lately, where anything has changed that they are made from. One that
 * cannot be made or published does not keep the others from it.
 */
export async function refreshHomes(ports: HomePorts): Promise<void> {
  const { homes, now } = ports
  const startedAt = now().toISOString()
  const opened = (await homes.openedSince(openedSince(now()))).filter(({ isRefused }) => !isRefused)
  if (opened.length === 0) return
  const facts = await readFacts(ports)
  const mark = markOf(facts, ports)
  const waiting = opened.filter(
    (kept) => isAnswerOld(kept, now()) || !isSettled(kept, markFor(kept.personId, mark, now())),
  )
  const failures: unknown[] = []
  for (const kept of inTurn(waiting, now()).slice(0, mostInOneRun)) {
    if (secondsBetween(startedAt, now().toISOString()) > longestSeconds) break
    try {
      await publishHome(kept, facts, ports)
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown'
      if (passing.has(name)) ports.log('home-not-refreshed', { error: name })
      else failures.push(error)
      if (name === 'SlackBusy') break
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} Homes could not be shown anew.`)
}

function isSettled({ from, hash }: HomeKept, mark: string): boolean {
  return hash !== null && from?.facts === mark && from.times >= timesUntilSettled
}

/** Those of the run before come last, and each minute another one is the first: should that break every time, the others are reached. */
function inTurn(waiting: readonly HomeKept[], now: Date): HomeKept[] {
  const step = waiting.length > mostInOneRun ? mostInOneRun : 1
  const first = (Math.floor(now.getTime() / 60_000) * step) % Math.max(1, waiting.length)
  return [...waiting.slice(first), ...waiting.slice(0, first)]
}
