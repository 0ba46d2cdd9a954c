import { secondsAfter } from '../../../../src/domain/calendar/calendar-date.ts'
import { deedsOf } from './deeds.ts'
import { firstCalendar, outages, story } from './story.ts'
import { beginning, createYearWorld, type Said, type YearWorld } from './year-world.ts'

/** What people did, and what was said. */
export type YearEvent = { at: string; entity: string; happened: string } | Said

const quarterHour = 900
const dense = 16

/** Every hour; every quarter of an hour for some hours after something has happened. */
function timesOfRuns(): string[] {
  const hours = Array.from({ length: 365 * 24 }, (_, hour) => secondsAfter(beginning, hour * 3600))
  const after = story.flatMap(({ at }) => {
    const first = Math.ceil(Date.parse(at) / (quarterHour * 1000)) * quarterHour
    return Array.from({ length: dense }, (_, index) => new Date((first + index * quarterHour) * 1000).toISOString())
  })
  const all = [...new Set([...hours, ...after])].toSorted()
  return all.filter((at) => !outages.some(({ from, until }) => from <= at && at < until))
}

/** 2026, as `remind` lives it. */
export async function liveAYear(): Promise<{ events: YearEvent[]; world: YearWorld }> {
  const world = createYearWorld()
  const deeds = deedsOf(world)
  for (const entity of ['us', 'eu'] as const) world.calendars.set(entity, firstCalendar(entity))
  const events: YearEvent[] = []
  const coming = [...story]
  for (const now of timesOfRuns()) {
    for (let next = coming[0]; next && next.at <= now; next = coming[0]) {
      coming.shift()
      world.clock.moveTo(new Date(next.at))
      events.push({ at: next.at, entity: next.entity, happened: await next.happens(deeds, world) })
    }
    world.clock.moveTo(new Date(now))
    const before = world.said.length
    await world.run()
    events.push(...world.said.slice(before))
  }
  return { events, world }
}
