/** What differs from day, month and year. */
export type DateTextOptions = { weekday?: 'short'; day?: undefined }

/** `31 Oct 2026` for `2026-10-31`. Months are three letters; British English alone writes September with four. */
export function dayAndMonthText(date: string, options: DateTextOptions = {}): string {
  const format = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC', ...options } as const
  return new Intl.DateTimeFormat('en-GB', format).format(new Date(`${date}T00:00:00Z`)).replace('Sept', 'Sep')
}
