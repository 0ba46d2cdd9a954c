import { type DateTextOptions, dayAndMonthText } from '../../../domain/calendar/date-text.ts'
import type { Principal } from '../../../domain/policy/policy.ts'

/**
 * Text that came from outside, to be read as it is. Slack knows entities for `&`, `<` and `>` alone. For `*`, `_` and `~`
 * it advises a space on either side (github.com/slackhq/slack-api-docs/issues/34): here one as thin as a hair, where
 * they could begin or end something. A backtick becomes its twin `ˋ`; a word joiner, which nobody sees, keeps `:name:` from
 * becoming an emoji and a `>` that begins a line from becoming a quotation. `plainText` takes all of it back.
 */
export function escaped(text: string): string {
  return withEntities(text)
    .replaceAll('`', '\u02CB')
    .replace(/(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])/gu, '\u200A$&\u200A')
    .replace(/:(?=[a-z+-][a-z0-9_+'-]*:)|^(?=\s*&gt;)/gim, '$&\u2060')
}

/** What can be copied and typed, a command or a name: nothing but entities and the backtick count in it. */
export function code(text: string): string {
  return `\`${withEntities(text).replaceAll('`', '\u02CB')}\``
}

/** The same, line by line. */
export function codeBlock(lines: readonly string[]): string {
  return `\`\`\`${withEntities(lines.join('\n')).replaceAll('`', '\u02CB')}\`\`\``
}

/** Characters that turn the direction of what follows: a name must not turn the rest of a message around. */
const turnsDirection = /[\u202A-\u202E\u2066-\u2069]/g

function withEntities(text: string): string {
  const inOrder = text.replace(turnsDirection, '')
  return inOrder.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export function mention(principal: Principal): string {
  return principal.startsWith('S') ? `<!subteam^${principal}>` : `<@${principal}>`
}

/** A moment in the reader's own zone; readers without Slack's help see UTC. */
export function moment(iso: string): string {
  const fallback = `${iso.slice(0, 16).replace('T', ' ')} UTC`
  return `<!date^${Math.floor(Date.parse(iso) / 1000)}^{date_short_pretty} at {time}|${fallback}>`
}

/** The same to the second, and never “today”: for what is read as a record. */
export function exactMoment(iso: string): string {
  const fallback = `${iso.slice(0, 19).replace('T', ' ')} UTC`
  return `<!date^${Math.floor(Date.parse(iso) / 1000)}^{date_short} at {time_secs}|${fallback}>`
}

/** `Sat 31 Oct 2026` */
export function calendarDate(date: string): string {
  return dateText(date, { weekday: 'short' }).replace(',', '')
}

/** `Fri 6 Nov`; with its year where it is further away than half a year. */
export function nearDate(date: string, today: string): string {
  const isFar = Math.abs(Date.parse(date) - Date.parse(today)) > halfYearMs
  return isFar ? calendarDate(date) : dateText(date, { weekday: 'short', year: undefined }).replace(',', '')
}

const halfYearMs = 183 * 86_400_000

/** `31 Oct 2026` */
export function dayAndMonth(date: string): string {
  return dateText(date)
}

/** `2026-10` as `Oct 2026` */
export function monthText(month: string): string {
  return dateText(`${month}-01`, { day: undefined })
}

function dateText(date: string, format?: DateTextOptions): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) ? dayAndMonthText(date, format) : escaped(date)
}

/** `45 s`, `12 min`, `3 h 5 min` */
export function duration(seconds: number): string {
  if (Number.isNaN(seconds)) return 'a time that is not known'
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`
}

/** `a, b and c` */
export function listed(texts: readonly string[], joint: 'and' | 'or' = 'and'): string {
  if (texts.length <= 1) return texts.join('')
  return `${texts.slice(0, -1).join(', ')} ${joint} ${texts.at(-1)}`
}

/** `1. …` and so on; one alone has no number. */
export function numbered(lines: readonly string[]): string[] {
  return lines.length === 1 ? [...lines] : lines.map((line, index) => `${index + 1}. ${line}`)
}

/** Plain text cut to what Slack takes, with a sign that it was. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** The same for text with markup: half a mention, link or entity at its end would be shown, and read, as something else. */
export function cutMarkup(text: string, most: number): string {
  return text.length <= most
    ? text
    : `${cut(text, most)
        .slice(0, -1)
        .replace(/(<[^>]*|&[a-z]*)$/, '')}…`
}
