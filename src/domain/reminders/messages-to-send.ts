import { dayAfter, secondsAfter, secondsBetween } from '../calendar/calendar-date.ts'
import { momentOf, wallTimeAt } from '../calendar/wall-clock.ts'
import { audienceId } from './audience.ts'
import { isQuietHour } from './quiet.ts'
import type { Audience, Reminder } from './reminder.ts'
import type { ReminderRules } from './reminder-rules.ts'
import { inOrder } from './sending/order.ts'
import { urgentFrom } from './sending/urgent-from.ts'
import type { Snooze, Told } from './told.ts'

export type AudienceFacts = {
  audience: Audience
  timeZone: string
  /** `09:00`: from when on the day's message may be sent. */
  at: string
  /** Of an entity, by its key, on a date in the time zone of the audience. */
  isQuiet: (entity: string, date: string) => boolean
  /** Null for a channel. */
  quietHours: ReminderRules['quietHours'] | null
}

/** What there is to say to an audience, and what it was told. Reminders of others are passed over. */
export type Telling = {
  reminders: readonly Reminder[]
  told: readonly Told[]
  snoozes: readonly Snooze[]
  facts: AudienceFacts
  now: string
}

/** One message. */
export type ToSend = {
  /** The audience's date for the day's one message; of an urgent one its subject and occasion. */
  key: string
  isUrgent: boolean
  /** What stands in it, in order. */
  reminders: readonly Reminder[]
  /** What counts as told by it. */
  told: Told['reminders']
  /** What is quiet now, which only something urgent does not heed. */
  despite: 'quiet-hours' | 'quiet-day' | null
  /** The audience's own date, and when (ISO) messages are sent on the next. */
  today: string
  tomorrowAt: string
}

const rememberedSeconds = 62 * 86_400

/** From when on it must be known what was told: occasions last a month at most. */
export function toldSince(now: string): string {
  return secondsAfter(now, -rememberedSeconds)
}

/** What is urgent at once, each by itself; everything else in one message a day. */
export function messagesToSend(telling: Telling): ToSend[] {
  const { reminders, snoozes, facts, now } = telling
  const id = audienceId(facts.audience)
  const toldBefore = new Set(telling.told.flatMap((one) => one.reminders.map(textOf)))
  const held = reminders
    .filter((one) => audienceId(one.audience) === id && now < one.until && !isSnoozed(one, snoozes, now))
    .map((reminder) => ({ reminder, ...newsOf(reminder, telling, toldBefore) }))
  const [today = '', time = ''] = wallTimeAt(facts.timeZone, now).slice(0, 16).split('T')
  const clock = { today, time }
  return [...urgentMessages(held, facts, clock), ...daysMessage(held, telling, clock)]
}

function textOf({ subject, occasion }: Told['reminders'][number]): string {
  return `${subject} ${occasion}`
}

type Clock = { today: string; time: string }

/** `told`: what would count as told by a message now. `since`: since when it is news. */
type News = { reminder: Reminder; hasCome: boolean; told: Told['reminders']; since: string | null }

/** A warning that comes later than the snooze is not what was snoozed. */
function isSnoozed({ subject, isUrgent, from }: Reminder, snoozes: readonly Snooze[], now: string): boolean {
  return snoozes.some((snooze) => snooze.subject === subject && now < snooze.until && !(isUrgent && snooze.at < from))
}

function urgentMessages(held: readonly News[], facts: AudienceFacts, clock: Clock): ToSend[] {
  const { quietHours, isQuiet } = facts
  const { today, time } = clock
  return held
    .filter(({ reminder }) => reminder.isUrgent)
    .flatMap(({ reminder, told }) => {
      const [first] = told
      if (!first) return []
      const isHour = quietHours !== null && isQuietHour(time, quietHours)
      return {
        key: textOf(first),
        isUrgent: true,
        reminders: [reminder],
        told,
        despite: isHour ? 'quiet-hours' : isQuiet(reminder.entity, today) ? 'quiet-day' : null,
        ...datesOf(today, facts),
      }
    })
}

function daysMessage(held: readonly News[], { told, facts, now }: Telling, clock: Clock): ToSend[] {
  const { today } = clock
  const time = timeOfDaysMessage(clock, facts)
  if (time === null || told.some(({ key }) => key === today)) return []
  const listed = withoutWarned(held)
  const isReason = ({ reminder, since }: News) =>
    since !== null &&
    !facts.isQuiet(reminder.entity, today) &&
    (time === 'due' || secondsBetween(since, now) < dayInSeconds)
  if (!listed.some(isReason)) return []
  const shown = listed.filter((one) => one.told.length > 0 || standsInEvery(one.reminder))
  return [
    {
      key: today,
      isUrgent: false,
      reminders: inOrder(shown.map(({ reminder }) => reminder)),
      told: listed.flatMap((one) => one.told),
      despite: null,
      ...datesOf(today, facts),
    },
  ]
}

function datesOf(today: string, { timeZone, at }: AudienceFacts): Pick<ToSend, 'today' | 'tomorrowAt'> {
  return { today, tomorrowAt: momentOf(`${dayAfter(today)}T${at}:00.000Z`, timeZone) }
}

/** What is urgent and new has just been sent by itself; what was warned of is listed as that, and not twice. */
function withoutWarned(held: readonly News[]): News[] {
  const warned = held.filter(({ reminder, hasCome }) => reminder.isUrgent && hasCome)
  const subjects = new Set(warned.map(({ reminder }) => reminder.subject))
  return held.filter(({ reminder, hasCome, told }) =>
    reminder.isUrgent ? hasCome && told.length === 0 : !subjects.has(reminder.subject),
  )
}

const dayInSeconds = 86_400
/** How long the day's message of a channel is due, whatever it says. */
export const dueForSeconds = 7200
/** What is missed until then is not sent that day: the next message says what is true by then. */
export const latestForChannels = '18:00'

/**
 * A channel is told in the two hours that follow its time; `late` until the evening, of what has come within a day: what
 * becomes so at noon is left to the next morning. People are written to until their quiet hours begin; where those hold at
 * that time, from when they end.
 */
function timeOfDaysMessage({ time, today }: Clock, { at, quietHours }: AudienceFacts): 'due' | 'late' | null {
  if (quietHours !== null) {
    const from = isQuietHour(at, quietHours) ? quietHours.to : at
    return from <= time && !isQuietHour(time, quietHours) ? 'due' : null
  }
  if (time < at || time >= latestForChannels) return null
  return secondsBetween(`${today}T${at}Z`, `${today}T${time}Z`) < dueForSeconds ? 'due' : 'late'
}

/** What has come and was not told: its occasion, and the end of a snooze. */
function newsOf(
  reminder: Reminder,
  { snoozes, facts, now }: Telling,
  toldBefore: ReadonlySet<string>,
): Omit<News, 'reminder'> {
  const { subject, occasion, isUrgent } = reminder
  const from = isUrgent ? urgentFrom(reminder, facts) : reminder.from
  if (now < from) return { hasCome: false, told: [], since: null }
  const ended = snoozes.filter((snooze) => snooze.subject === subject && snooze.until <= now)
  const news = [
    { occasion, at: from },
    ...ended.map(({ until }) => ({ occasion: `snoozed until ${until}`, at: until })),
  ]
    .filter(({ occasion: one }) => !toldBefore.has(textOf({ subject, occasion: one })))
    .toSorted((a, b) => b.at.localeCompare(a.at))
  const toldNow = news.map((one) => ({ subject, occasion: one.occasion }))
  return { hasCome: true, told: toldNow, since: news[0]?.at ?? null }
}

/** Periods, and what waits for a person, are listed whenever something is; the rest only at its own time. */
function standsInEvery({ about: { kind } }: Reminder): boolean {
  return kind === 'period' || kind === 'pending-close' || kind === 'approval'
}
