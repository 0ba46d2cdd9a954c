import { dateAfter, laterOf, secondsAfter, secondsBetween } from '../../calendar/calendar-date.ts'
import { momentOf, wallTimeAt } from '../../calendar/wall-clock.ts'
import { halfWayOf } from '../kinds/half-way.ts'
import { isQuietHour } from '../quiet.ts'
import type { Reminder } from '../reminder.ts'
import type { ReminderRules } from '../reminder-rules.ts'

const hour = 3600

type Person = { timeZone: string; quietHours: ReminderRules['quietHours'] | null }

type Timed = Pick<Reminder, 'from' | 'until' | 'about'>

/** Before this nobody is told of it, whatever their clock. */
export function sayableFrom({ from, about }: Pick<Timed, 'from' | 'about'>): string {
  const halfWay = about.kind === 'approval' ? halfWayOf(about.request) : null
  return halfWay !== null && halfWay < from ? halfWay : from
}

/**
 * From when on somebody is told something urgent. Nobody is woken where it can be helped: what falls into their quiet hours
 * waits for the end of these where an hour is left then, and otherwise is said in the hour before they begin, once half the
 * time has passed. Where that cannot be, or nothing ran in that hour, it is said in the quiet hours.
 */
export function urgentFrom({ from, until, about }: Timed, { timeZone, quietHours }: Person): string {
  const [date = '', time = ''] = wallTimeAt(timeZone, from).slice(0, 16).split('T')
  if (quietHours === null || !isQuietHour(time, quietHours)) return from
  const momentAt = (day: string, clock: string) => momentOf(`${day}T${clock}:00.000Z`, timeZone)
  const morning = momentAt(time < quietHours.to ? date : dateAfter(date, 1), quietHours.to)
  if (secondsBetween(morning, until) >= hour) return morning
  const evening = momentAt(quietHours.from <= time ? date : dateAfter(date, -1), quietHours.from)
  const early = laterOf(secondsAfter(evening, -hour), sayableFrom({ from, about }))
  return early < evening ? early : from
}
