import * as z from 'zod/mini'
import { matching } from './slack-values.ts'

const durationPattern = /^(?<count>[1-9]\d*)(?<unit>[smhd])$/
const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

/** `90s`, `15m`, `48h`, `2d`, in seconds. */
export const duration = z.pipe(
  z.string().check(z.regex(durationPattern, 'must be a duration such as 15m, 48h or 2d')),
  z.transform(secondsOf),
)

function secondsOf(text: string): number {
  const { count, unit } = durationPattern.exec(text)?.groups ?? {}
  return Number(count) * (unitSeconds[unit ?? ''] ?? 0)
}

/** How long, or not at all. */
export const durationOrNone = z.union([z.literal(0), duration], 'must be a duration such as 30m, or 0')

const spanPattern = /^[1-9]\d*(bd|[smhd])$/
const mostBusinessDaysLong = 100

/** A duration, or business days of the entity: `2bd`. */
export const span = z.pipe(
  z.string().check(
    z.regex(spanPattern, {
      error: 'must be a duration such as 48h or 2d, or business days such as 2bd',
      abort: true,
    }),
    z.refine(isNotTooLong, `must be at most ${mostBusinessDaysLong}bd`),
  ),
  z.transform(spanOf),
)

type Span = { kind: 'seconds'; seconds: number } | { kind: 'business-days'; days: number }

function spanOf(text: string): Span {
  if (text.endsWith('bd')) return { kind: 'business-days', days: Number(text.slice(0, -2)) }
  return { kind: 'seconds', seconds: secondsOf(text) }
}

function isNotTooLong(text: string): boolean {
  const span = spanOf(text)
  return span.kind === 'seconds' || span.days <= mostBusinessDaysLong
}

export const timeZone = z.string().check(z.refine(isTimeZone, 'must be a time zone such as America/New_York'))
export const month = matching(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2026-10')
export const holidays = matching(
  /^[A-Z]{2}(-[A-Z0-9]{1,5}){0,2}$/,
  'a country such as US, or a part of one such as US-NY',
)
export const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])

const notAllWeek = (message: string) => z.array(weekday).check(z.refine((days) => new Set(days).size < 7, message))

export const weekend = notAllWeek('must leave a day to work on')
export const quietDays = notAllWeek('must leave a day to remind on')
export const date = z.string().check(z.refine(isDate, 'must be a date such as 2026-12-24'))

const mostBusinessDays = 23
const dayMessage = `must be a business day of the month, from 1 to ${mostBusinessDays}`
export const businessDay = z.int().check(z.gte(1, dayMessage), z.lte(mostBusinessDays, dayMessage))

const yearsMessage = 'must be a number of years, from 1 to 100'
export const years = z.int().check(z.gte(1, yearsMessage), z.lte(100, yearsMessage))

function isDate(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
