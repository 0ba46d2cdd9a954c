/** One of each time zone: to make a format takes far longer than to use it. */
const dateFormats = new Map<string, Intl.DateTimeFormat>()

/** Today's date (`yyyy-mm-dd`) in a time zone, at a moment. */
export function dateIn(timeZone: string, at: Date): string {
  const format =
    dateFormats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  dateFormats.set(timeZone, format)
  return format.format(at)
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * The month (`yyyy-mm`) that a text means: `2026-10`, `10/2026`, `Oct 2026`, `October 2026`. Undefined for anything else.
 */
export function readMonth(text: string): string | undefined {
  const numeric = /^(?<year>\d{4})-(?<month>\d{1,2})$/.exec(text) ?? /^(?<month>\d{1,2})\/(?<year>\d{4})$/.exec(text)
  if (numeric?.groups) return yearMonth(numeric.groups.year, Number(numeric.groups.month))
  const named = /^(?<name>[a-z]{3,9})\.?\s+(?<year>\d{4})$/i.exec(text)
  if (!named?.groups) return undefined
  const name = (named.groups.name ?? '').toLowerCase()
  const index = months.indexOf(name.slice(0, 3))
  const isName = index >= 0 && fullMonthName(index).startsWith(name)
  return isName ? yearMonth(named.groups.year, index + 1) : undefined
}

function fullMonthName(index: number): string {
  return new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' })
    .format(new Date(Date.UTC(2026, index, 1)))
    .toLowerCase()
}

function yearMonth(year: string | undefined, month: number): string | undefined {
  if (month < 1 || month > 12) return undefined
  return `${year}-${String(month).padStart(2, '0')}`
}

/** Seconds from one ISO moment to another; negative when `to` is earlier. */
export function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000
}

export function secondsAfter(moment: string, seconds: number): string {
  return new Date(Date.parse(moment) + seconds * 1000).toISOString()
}

/** Whether a text is a date that exists, as `yyyy-mm-dd`. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && daysLater(text, 0) === text
}

export function dayAfter(date: string): string {
  return dateAfter(date, 1)
}

/** So many calendar days after a date; before it, where they are negative. */
export function dateAfter(date: string, days: number): string {
  const day = Number(date.slice(8)) + days
  if (day >= 1 && day <= shortestMonth) return `${date.slice(0, 8)}${String(day).padStart(2, '0')}`
  return daysLater(date, days) ?? date
}

/** Within so many days no month ends: asked for often, and far faster than a date is made. */
const shortestMonth = 28

/** Of two dates, or of two moments, the later. */
export function laterOf(one: string, other: string): string {
  return one < other ? other : one
}

/** Undefined for a date that does not exist in any month. */
function daysLater(date: string, days: number): string | undefined {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const moved = new Date(Date.UTC(year, month - 1, day + days))
  return Number.isNaN(moved.getTime()) ? undefined : moved.toISOString().slice(0, 10)
}
