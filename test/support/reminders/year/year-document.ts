import { introduction } from './introduction.ts'
import type { YearEvent } from './live-a-year.ts'
import { linesRead, whenRead } from './reader.ts'
import { momentIn } from './story.ts'
import { nameOf, zoneOf } from './team.ts'

const months = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}`)

/** Month by month, as those who were written to read it. */
export function yearDocument(events: readonly YearEvent[]): string {
  const parts = months.map((month) => {
    const from = momentIn('us', `${month}-01 00:00`)
    const next = months[months.indexOf(month) + 1]
    const until = next === undefined ? '2027' : momentIn('us', `${next}-01 00:00`)
    const own = events.filter(({ at }) => (month === months[0] || from <= at) && at < until)
    const name = new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en-US', { month: 'long', timeZone: 'UTC' })
    return [`## ${name}`, ...own.map(eventText)].join('\n\n')
  })
  return `${[introduction, ...parts].join('\n\n')}\n`
}

const zones: Readonly<Record<string, string>> = { us: 'America/New_York', eu: 'Europe/Berlin' }

function eventText(event: YearEvent): string {
  if ('happened' in event) {
    return `*${whenRead({ timeZone: zones[event.entity] ?? 'UTC', at: event.at })}: ${event.happened}.*`
  }
  const { at, to, message, inThread } = event
  const reading = { at, timeZone: zoneOf(to), nameOf }
  const quoted = linesRead(message, reading).map((line) => `> ${line}`)
  return [`**${whenRead(reading)} → ${nameOf(to)}${inThread ? ', in the thread' : ''}**`, quoted.join('\n>\n')].join(
    '\n',
  )
}
