import { dateAfter, isDate, secondsAfter, secondsBetween } from '../calendar/calendar-date.ts'
import { momentOf, momentsShowing, wallTimeAt } from '../calendar/wall-clock.ts'

/** Also with the dashes that editors make of a hyphen. */
const inHeadPattern = /(?:^|\s)[-–—]*not[-–—‑_\s]?before\b:?\s*(?<when>.*?)(?<entity>\s*\bin\s+[a-z][a-z0-9]{0,15})?$/i
/** A note may say “not before the audit”. Where a time follows it is asked back rather than begun at once. */
const inNotePattern =
  /(?<=\W)(?:not[-–—‑_]?before\b|not\s+before\b(?=:?\s*(?:at\s+)?(?:\d|today|tonight|tomorrow|(?:sun|mon|tue|wed|thu|fri|sat))))[:\s]*(?<when>.*)$/i

/**
 * What was typed behind a verb, without `not-before tomorrow 18:00`, which stands before or behind `in eu`. It is looked for
 * behind a note, too: taken for a part of that, it would let the close begin at once.
 */
export function splitNotBefore(typed: string): { words: string; notBefore: string | null } {
  const noteAt = typed.search(/(^|\s)note:/i)
  const [head, note] = noteAt < 0 ? [typed, ''] : [typed.slice(0, noteAt), typed.slice(noteAt)]
  const inHead = inHeadPattern.exec(head)
  if (inHead) {
    const { when = '', entity = '' } = inHead.groups ?? {}
    return { words: `${head.slice(0, inHead.index)} ${entity.trim()}${note}`, notBefore: when }
  }
  const inNote = inNotePattern.exec(note)
  if (!inNote) return { words: typed, notBefore: null }
  return { words: `${head}${note.slice(0, inNote.index)}`, notBefore: inNote.groups?.when ?? '' }
}

/** What somebody wants to begin later although it cannot be planned: its reason is free text, so only where a time follows. */
export function notBeforeInReason(reason: string): { notBefore?: string } {
  const pattern =
    /(?<=^|\s)[-–—]*not[-–—‑_]before\b:?\s*(?<when>(?:at\s+)?(?:\d|to(?:day|morrow)|(?:sun|mon|tue|wed|thu|fri|sat)).*)$/i
  const notBefore = pattern.exec(reason)?.groups?.when
  return notBefore === undefined ? {} : { notBefore }
}

/** Further ahead than this nothing is planned: it holds its period all the time. */
const mostDaysAhead = 31

/** The moment that somebody means by the clock of an entity, or why there is none. */
export type NotBeforeRead =
  | { kind: 'at'; at: string }
  | { kind: 'not-understood' }
  /** No clock there ever shows it. */
  | { kind: 'no-such-time' }
  | { kind: 'passed' }
  | { kind: 'too-far' }

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/**
 * `18:00`, `6pm`, `tomorrow 18:00`, `Fri 18:00`, `2026-11-05 18:00`; a day alone is its beginning. Of an hour that the clock
 * shows twice, the second is taken: nothing is to happen before it.
 */
export function readNotBefore(words: string, { timeZone, now }: { timeZone: string; now: string }): NotBeforeRead {
  const exact = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z$/i.test(words) ? new Date(words) : undefined
  if (exact) {
    const isThere = isDate(words.slice(0, 10)) && !Number.isNaN(exact.getTime())
    return isThere ? judged(exact.toISOString(), now) : { kind: 'no-such-time' }
  }
  const { day, time } = readWords(words)
  if (day === undefined || time === undefined) return { kind: 'not-understood' }
  const date = dateOf(day, wallTimeAt(timeZone, now).slice(0, 10))
  if (date === undefined || time === 'none') return { kind: 'no-such-time' }
  const at = time === 'begin' ? momentOf(`${date}T00:00:00.000Z`, timeZone) : lastShowing(`${date}T${time}`, timeZone)
  return at === undefined ? { kind: 'no-such-time' } : judged(at, now)
}

function lastShowing(wall: string, timeZone: string): string | undefined {
  return momentsShowing(`${wall}:00.000Z`, timeZone).at(-1)
}

function judged(at: string, now: string): NotBeforeRead {
  // Not as text: behind 9999 years have a sign.
  if (secondsBetween(now, at) <= 0) return { kind: 'passed' }
  return secondsBetween(now, at) > mostDaysAhead * 86_400 ? { kind: 'too-far' } : { kind: 'at', at }
}

/** The day as it was said, and the time in 24 hours, `begin` where only the day was, `none` where no day has it; undefined where that is not understood. */
function readWords(words: string): { day?: string; time?: string } {
  const pattern =
    /^(?:(?<day>today|tomorrow|\d{4}-\d{1,2}-\d{1,2}|(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:day)?))?\s*(?:\bat\s+)?(?<time>\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\.?)?)?$/i
  const { day, time } = pattern.exec(words.trim())?.groups ?? {}
  if (day === undefined && time === undefined) return {}
  const read = time === undefined ? 'begin' : readTime(time)
  return { day: day?.toLowerCase() ?? 'today', ...(read === undefined ? {} : { time: read }) }
}

function readTime(time: string): string | undefined {
  const pattern = /^(?<hours>\d{1,2})(?::(?<minutes>\d\d))?\s*(?<half>[ap])?/i
  const { hours = '', minutes, half } = pattern.exec(time)?.groups ?? {}
  // A number alone may be anything.
  if (minutes === undefined && half === undefined) return undefined
  const given = Number(hours)
  if (half !== undefined && (given < 1 || given > 12)) return 'none'
  const hour = half === undefined ? given : (given % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  if (hour > 23 || Number(minutes ?? 0) > 59) return 'none'
  return `${String(hour).padStart(2, '0')}:${minutes ?? '00'}`
}

/** Of a weekday the next, today included. Undefined for a date that is in no month. */
function dateOf(day: string, today: string): string | undefined {
  if (day === 'today') return today
  if (day === 'tomorrow') return dateAfter(today, 1)
  const weekday = weekdays.indexOf(day.slice(0, 3))
  if (weekday >= 0) return dateAfter(today, (weekday - new Date(`${today}T00:00:00Z`).getUTCDay() + 7) % 7)
  const [year, month = '', date = ''] = day.split('-')
  const padded = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDate(padded) ? padded : undefined
}

/** The last day that can be planned for. */
export function lastDayToPlan({ timeZone, now }: { timeZone: string; now: string }): string {
  return wallTimeAt(timeZone, secondsAfter(now, mostDaysAhead * 86_400)).slice(0, 10)
}
