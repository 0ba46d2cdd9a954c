import { dateAfter, dateIn, secondsAfter } from '../calendar/calendar-date.ts'
import { momentOf } from '../calendar/wall-clock.ts'
import { remindersFor } from '../reminders.ts'
import { messagesToSend, type Telling, type ToSend } from './messages-to-send.ts'
import type { Audience } from './reminder.ts'
import type { ReminderFacts } from './reminder-facts.ts'
import type { Told } from './told.ts'

/** A message as it will be sent if nothing changes; `at` is ISO. */
export type Ahead = ToSend & { audience: Audience; at: string }

type Listening = Pick<Telling, 'facts' | 'told' | 'snoozes'>

const dayInSeconds = 86_400

/** What the given audiences will be sent, in order, if nothing changes: the same functions, asked at every moment that matters. */
export function remindersAhead(facts: readonly ReminderFacts[], audiences: readonly Listening[], days = 30): Ahead[] {
  const begin = facts[0]?.now
  if (begin === undefined) return []
  const end = secondsAfter(begin, days * dayInSeconds)
  const times = audiences.flatMap((audience) => timesOfMessages(audience, begin, days))
  const told = new Map(audiences.map((audience) => [audience, [...audience.told]]))
  const ahead: Ahead[] = []
  for (let now: string | undefined = begin; now !== undefined && now <= end; ) {
    const at: string = now
    const reminders = facts.flatMap((one) => remindersFor({ ...one, now: at }))
    for (const [one, known] of told) {
      const found = messagesToSend({ ...one, reminders, told: known, now: at })
      known.push(...found.map((message): Told => ({ key: message.key, at, reminders: message.told, message: null })))
      ahead.push(...found.map((message) => ({ ...message, audience: one.facts.audience, at })))
    }
    const moments = [...times, ...reminders.flatMap(({ from, until }) => [from, until])]
    now = moments.filter((moment) => moment > at).reduce(earliest, undefined)
  }
  return ahead
}

function earliest(found: string | undefined, moment: string): string {
  return found !== undefined && found < moment ? found : moment
}

/** When something may be said: on each day at its time, at the end of quiet hours, an hour before them, and when a snooze ends. */
function timesOfMessages({ facts, snoozes }: Listening, begin: string, days: number): string[] {
  const { timeZone, at, quietHours } = facts
  const today = dateIn(timeZone, new Date(begin))
  const dates = Array.from({ length: days + 1 }, (_, index) => dateAfter(today, index))
  const clock = [at, ...(quietHours ? [quietHours.to] : [])]
  const beforeQuiet = quietHours ? dates.map((date) => momentOf(`${date}T${quietHours.from}:00.000Z`, timeZone)) : []
  return [
    ...dates.flatMap((date) => clock.map((time) => momentOf(`${date}T${time}:00.000Z`, timeZone))),
    ...beforeQuiet.map((moment) => secondsAfter(moment, -3600)),
    ...snoozes.map(({ until }) => until),
  ]
}
