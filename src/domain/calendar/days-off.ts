const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

export type Weekday = (typeof weekdays)[number]

/** Whether nobody works on a date (`2026-11-26`): a weekday of the weekend, a holiday, or a day off of the company. */
export function daysOff(weekend: readonly Weekday[], dates: readonly string[]): (date: string) => boolean {
  const off = new Set(dates)
  const isOfWeekend = weekdays.map((weekday) => weekend.includes(weekday))
  return (date) => off.has(date) || isOfWeekend[weekdayOf(date)] === true
}

/** From Sunday, 0. The first of 1970 was a Thursday. */
export function weekdayOf(date: string): number {
  const days = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8))) / 86_400_000
  return (((days + 4) % 7) + 7) % 7
}
