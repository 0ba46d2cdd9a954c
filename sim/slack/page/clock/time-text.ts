import type { Reader } from '../state/moments.ts'

/** `Sat, Nov 21, 2026, 3:32 PM`, there. */
export const timeText = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(at)

/** How far the clock is ahead, as people say it; nothing where it is not. */
export const aheadText = (msAhead: number): string | null => {
  const minutes = Math.round(msAhead / 60_000)
  const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'} ahead`
  if (minutes < 1) return null
  if (minutes < 120) return counted(minutes, 'minute')
  if (minutes < 48 * 60) return counted(Math.round(minutes / 60), 'hour')
  return counted(Math.round(minutes / 1440), 'day')
}

/** The zone as its city: `New York`. */
export const zoneText = ({ timeZone }: Pick<Reader, 'timeZone'>): string =>
  (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
