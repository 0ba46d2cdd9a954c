import { dayAfter } from '../calendar/calendar-date.ts'

export type Span = { startDate: string; endDate: string }

/** A date so many months, then days, later; negative is earlier. */
export function shifted(date: string, { months = 0, days = 0 }: { months?: number; days?: number }): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, day + days)).toISOString().slice(0, 10)
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** The day in its middle: what a month of weeks is named after, which may begin or end in another. */
export function middleOf({ startDate, endDate }: Span): string {
  return shifted(startDate, { days: Math.floor(daysBetween(startDate, endDate) / 2) })
}

/** Months since the year 0, so that months can be added and compared. */
export function monthCount(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
}

/** How many whole months it is, as from the 1st to a month's last day or from the 26th to the 25th; 0 when it is not. */
export function wholeMonths({ startDate, endDate }: Span): number {
  const after = dayAfter(endDate)
  return after.slice(8) === startDate.slice(8) ? monthCount(after) - monthCount(startDate) : 0
}

/** The one that began a year before a date, give or take a leap week. */
export function aYearBefore<T extends Span>(date: string, spans: readonly T[]): T | undefined {
  const wanted = shifted(date, { days: -364 })
  const distance = ({ startDate }: Span) => Math.abs(daysBetween(startDate, wanted))
  return spans.filter((span) => distance(span) <= 10).sort((a, b) => distance(a) - distance(b))[0]
}

/**
 * The dates that continue the calendar (in order of date): whole months go on as months; weeks (4-4-5) go on with as many
 * days as a year before, or else as the last.
 */
export function nextSpan(spans: readonly Span[]): Span | undefined {
  const last = spans.at(-1)
  if (!last) return undefined
  const startDate = dayAfter(last.endDate)
  const recent = spans.slice(-3)
  const inMonths = recent.filter((span) => wholeMonths(span) > 0).length
  if (inMonths * 2 >= recent.length) return { startDate, endDate: endInMonths(startDate, wholeMonths(last)) }
  const like = aYearBefore(startDate, spans) ?? last
  return { startDate, endDate: shifted(startDate, { days: daysBetween(like.startDate, like.endDate) }) }
}

/** After a month that was cut short, the rest of it. */
function endInMonths(startDate: string, months: number): string {
  if (months > 0) return shifted(startDate, { months, days: -1 })
  return shifted(`${startDate.slice(0, 8)}01`, { months: 1, days: -1 })
}
