import { secondsAfter } from '../../../../src/domain/calendar/calendar-date.ts'
import { deedsOf } from './deeds.ts'
import { firstCalendar, outages, story } from './story.ts'
import { beginning, createYearWorld, type Said, type YearWorld } from './year-world.ts'

/** What people did, and what was said. */
export type YearEvent = { at: string; entity: string; happened: string } | Said

const quarterHour = 900
const quartersAfter = 6

/** Every hour of a working day in New York or Berlin, now and then at night, and every quarter of an hour after something has happened. */
function timesOfRuns(): string[] {
  const hours = Array.from({ length: 365 * 24 }, (_, hour) => secondsAfter(beginning, hour * 3600))
  const moments = [...story.map(({ at }) => at), ...outages.map(({ until }) => until)]
  const after = moments.flatMap((at) => {
    const first = Math.ceil(Date.parse(at) / (quarterHour * 1000)) * quarterHour
    return Array.from({ length: quartersAfter }, (_, index) =>
      new Date((first + index * quarterHour) * 1000).toISOString(),
    )
  })
  const all = [...new Set([...hours.filter(isWorthLooking), ...after])].toSorted()
  return all.filter((at) => at < end && !outages.some(({ from, until }) => from <= at && at < until))
}

const end = secondsAfter(beginning, 365 * 86_400)

function isWorthLooking(at: string): boolean {
  const moment = new Date(at)
  const isWeekend = [0, 6].includes(moment.getUTCDay())
  return (!isWeekend && moment.getUTCHours() >= 7) || moment.getUTCHours() % 12 === 0
}

const outagesTold = outages.map(({ from, hours }) => ({
  at: from,
  entity: 'us',
  happens: async () => `the bot is down for ${hours} hours`,
}))

/** 2026, as `remind` lives it. */
export async function liveAYear(): Promise<{ events: YearEvent[]; world: YearWorld }> {
  const world = createYearWorld()
  const deeds = deedsOf(world)
  for (const entity of ['us', 'eu'] as const) world.calendars.set(entity, firstCalendar(entity))
  const events: YearEvent[] = []
  const coming = [...story, ...outagesTold].toSorted((a, b) => a.at.localeCompare(b.at))
  for (const now of timesOfRuns()) {
    for (let next = coming[0]; next && next.at <= now; next = coming[0]) {
      coming.shift()
      world.clock.moveTo(new Date(next.at))
      const happened = await next.happens(deeds, world)
      events.push({ at: next.at, entity: next.entity, happened }, ...world.said.splice(0))
    }
    world.clock.moveTo(new Date(now))
    await world.run()
    events.push(...world.said.splice(0))
  }
  return { events, world }
}
