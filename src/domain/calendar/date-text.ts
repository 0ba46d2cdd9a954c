/** What differs from day, month and year. */
export type DateTextOptions = { weekday?: 'short'; day?: undefined; year?: undefined }

const plain = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const
/** One of each kind: to make a format takes far longer than to use it. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** `31 Oct 2026` for `2026-10-31`. Months are three letters; British English alone writes September with four. */
export function dayAndMonthText(date: string, options: DateTextOptions = {}): string {
  const kind = Object.keys(options).join()
  const format = formats.get(kind) ?? new Intl.DateTimeFormat('en-GB', { ...plain, ...options })
  formats.set(kind, format)
  return format.format(new Date(`${date}T00:00:00Z`)).replace('Sept', 'Sep')
}
