import * as z from 'zod/mini'

const durationPattern = /^(?<count>[1-9]\d*)(?<unit>[smhd])$/
const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

/** `90s`, `15m`, `48h`, `2d`, in seconds. */
export const duration = z.pipe(
  z.string().check(z.regex(durationPattern, 'must be a duration such as 15m, 48h or 2d')),
  z.transform((text) => {
    const { count, unit } = durationPattern.exec(text)?.groups ?? {}
    return Number(count) * (unitSeconds[unit ?? ''] ?? 0)
  }),
)

export const matching = (pattern: RegExp, what: string) => z.string().check(z.regex(pattern, `must be ${what}`))

export const timeZone = z.string().check(z.refine(isTimeZone, 'must be a time zone such as America/New_York'))
export const channel = matching(/^[CG][A-Z0-9]+$/, 'a channel id such as C0123ABCD')
export const month = matching(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2026-10')
export const holidays = matching(
  /^[A-Z]{2}(-[A-Z0-9]{1,5}){0,2}$/,
  'a country such as US, or a part of one such as US-NY',
)
export const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])

const mostBusinessDays = 23
const dayMessage = `must be a business day of the month, from 1 to ${mostBusinessDays}`
export const businessDay = z.int().check(z.gte(1, dayMessage), z.lte(mostBusinessDays, dayMessage))

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
