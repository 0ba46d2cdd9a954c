const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  formats.set(timeZone, format)
  return format
}

/** What clock and calendar show there: `2026-11-21T15:32`. */
export const wallTimeAt = (timeZone: string, at: Date): string => formatOf(timeZone).format(at).replace(' ', 'T')

/** The moment at which they show it there; where they skip it, an hour later. */
export const momentAt = (timeZone: string, wallTime: string): Date => {
  const asUtc = Date.parse(`${wallTime}Z`)
  const offsetAt = (ms: number) => Date.parse(`${wallTimeAt(timeZone, new Date(ms))}Z`) - ms
  const near = asUtc - offsetAt(asUtc)
  return new Date(asUtc - offsetAt(near))
}

/** The date so many days and months later; of months the first day. */
export const dayAfter = (date: string, days: number): string => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10)
}

export const firstOfMonth = (date: string, monthsLater: number): string => {
  const [year = 0, month = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + monthsLater, 1)).toISOString().slice(0, 10)
}

/** 0 is Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay()
