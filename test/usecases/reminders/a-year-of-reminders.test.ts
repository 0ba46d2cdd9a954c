import { expect, test } from 'vitest'
import { dateIn } from '../../../src/domain/calendar/calendar-date.ts'
import { wallTimeAt } from '../../../src/domain/calendar/wall-clock.ts'
import { liveAYear, type YearEvent } from '../../support/reminders/year/live-a-year.ts'
import { outages } from '../../support/reminders/year/story.ts'
import { zoneOf } from '../../support/reminders/year/team.ts'
import { yearDocument } from '../../support/reminders/year/year-document.ts'
import type { Said } from '../../support/reminders/year/year-world.ts'

const { events, world } = await liveAYear()

const isSaid = (event: YearEvent): event is Said => 'message' in event
/** Without what is told to billing when it happens. */
const reminders = events.filter(isSaid).flatMap((said) => (said.about ? [{ ...said, about: said.about }] : []))
const ofTheDay = reminders.filter(({ about }) => !about.every(({ isUrgent }) => isUrgent))
const wallOf = ({ at, to }: Said) => wallTimeAt(zoneOf(to), at)

test('the page is what was said; after a change of rules or words, vitest -u writes it anew', async () => {
  await expect(yearDocument(events)).toMatchFileSnapshot('../../../docs/a-year-of-reminders.md')
})

test('nobody gets more than one message a day that is not urgent, and none at night, on a weekend or a holiday', () => {
  const days = ofTheDay.map((said) => `${said.to} ${wallOf(said).slice(0, 10)}`)
  expect(new Set(days).size).toBe(days.length)
  for (const said of ofTheDay) {
    const keys = [...new Set(said.about.map(({ entity }) => entity))]
    expect(keys.every((key) => world.entityOf(key).isDayOff(wallOf(said).slice(0, 10)))).toBe(false)
    expect(wallOf(said).slice(11, 16) >= '09:00' && wallOf(said).slice(11, 16) < '20:00').toBe(true)
  }
})

test('a month that is closed in time is spoken of twice at most: on its last day, and two business days before it is due', () => {
  const spoken = (name: string) => reminders.filter(({ about }) => about.some((one) => isOf(one, name))).length
  expect(['Jan 2026', 'Nov 2026'].map(spoken)).toEqual([1, 1])
})

test('a message is understood from its text alone: each period and its entity stand in it', () => {
  for (const { about, message } of reminders) {
    for (const reminder of about) {
      expect(message.text).toContain(world.entityOf(reminder.entity).name)
      if ('period' in reminder.about) expect(message.text).toContain(reminder.about.period.name)
    }
  }
})

test('while nothing ran nothing was said, and afterwards what is true then', () => {
  expect(events.filter(isSaid).filter(({ at }) => outages.some(({ from, until }) => from <= at && at < until))).toEqual(
    [],
  )
  const lateMorning = outages.at(-1)
  const first = reminders.find(({ at, to }) => to === 'C0CLOSE' && at >= (lateMorning?.until ?? ''))
  expect(first && dateIn('America/New_York', new Date(first.at))).toBe('2026-10-05')
})

type About = (typeof reminders)[number]['about'][number]

function isOf({ about, entity }: About, name: string): boolean {
  return entity === 'us' && 'period' in about && about.period.name === name
}
