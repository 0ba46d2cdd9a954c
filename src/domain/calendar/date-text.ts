/** What differs from day, month and year. */
export type DateTextOptions = { weekday?: 'short'; day?: undefined }

const plain = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const
/** What most dates are written with: to make a format takes far longer than to use it. */
const plainFormat = new Intl.DateTimeFormat('en-GB', plain)

/** `31 Oct 2026` for `2026-10-31`. Months are three letters; British English alone writes September with four. */
export function dayAndMonthText(date: string, options?: DateTextOptions): string {
  const format = options === undefined ? plainFormat : new Intl.DateTimeFormat('en-GB', { ...plain, ...options })
  return format.format(new Date(`${date}T00:00:00Z`)).replace('Sept', 'Sep')
}
