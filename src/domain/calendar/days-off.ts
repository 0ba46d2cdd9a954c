const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

export type Weekday = (typeof weekdays)[number]

/** Whether nobody works on a date (`2026-11-26`): a weekday of the weekend, a holiday, or a day off of the company. */
export function daysOff(weekend: readonly Weekday[], dates: readonly string[]): (date: string) => boolean {
  const off = new Set(dates)
  return (date) => {
    const weekday = weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()]
    return off.has(date) || (weekday !== undefined && weekend.includes(weekday))
  }
}
