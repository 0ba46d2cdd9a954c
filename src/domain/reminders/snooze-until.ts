import { firstFrom, lastUpTo } from '../calendar/business-days.ts'
import { dateAfter, dateIn } from '../calendar/calendar-date.ts'
import { momentOf } from '../calendar/wall-clock.ts'

export type SnoozeChoice = 'tomorrow' | '3-days' | 'due-date'

type Snoozing = {
  now: string
  timeZone: string
  at: string
  dueDate: string | null
  isQuiet: (date: string) => boolean
}

/** Until when (ISO) nothing is said: a time of day at which messages are sent, on a day that is not quiet. */
export function snoozeUntil(
  choice: SnoozeChoice,
  { now, timeZone, at, dueDate, isQuiet }: Snoozing,
): string | 'no-due-date' {
  const momentOn = (date: string) => momentOf(`${date}T${at}:00.000Z`, timeZone)
  if (choice !== 'due-date') {
    const today = dateIn(timeZone, new Date(now))
    return momentOn(firstFrom(dateAfter(today, choice === 'tomorrow' ? 1 : 3), isQuiet))
  }
  if (dueDate === null) return 'no-due-date'
  const until = momentOn(lastUpTo(dueDate, isQuiet))
  return until > now ? until : 'no-due-date'
}
