import type { Reader } from '../state/moments.ts'
import { isExpiry, type NamedMoment } from './named-moments.ts'
import { dayAfter, firstOfMonth, momentAt, wallTimeAt, weekdayOf } from './wall-time.ts'

/** Where a person may jump with one click. */
export type Choice = { id: string; label: string; at: Date }

/** In the person's own zone, the soonest first. */
export const jumpChoices = ({ timeZone, now }: Reader, named: readonly NamedMoment[]): Choice[] => {
  const today = wallTimeAt(timeZone, now).slice(0, 10)
  const at = (date: string, time: string) => momentAt(timeZone, `${date}T${time}`)
  const monthEnd = [1, 2].map((months) => at(dayAfter(firstOfMonth(today, months), -1), '23:00'))
  const choices = [
    { id: 'tomorrow', label: 'Tomorrow 09:00', at: at(dayAfter(today, 1), '09:00') },
    ...mondayAfterWeekend(today).map((date) => ({ id: 'monday', label: 'Monday 09:00', at: at(date, '09:00') })),
    ...named.map((moment, index) => ({ id: `named-${index}`, label: labelOf(moment), at: minuteAfter(moment.at) })),
    ...monthEnd
      .filter((moment) => moment > now)
      .slice(0, 1)
      .map((moment) => ({ id: 'month-end', label: 'Last day of the month 23:00', at: moment })),
    { id: 'new-month', label: 'First of the next month 09:00', at: at(firstOfMonth(today, 1), '09:00') },
  ]
  const inTurn = choices.sort((one, other) => one.at.getTime() - other.at.getTime())
  return inTurn.filter(({ at: moment }, index) => moment.getTime() !== inTurn[index - 1]?.at.getTime())
}

/** Where tomorrow is no working day. */
const mondayAfterWeekend = (today: string): string[] => {
  const tomorrow = dayAfter(today, 1)
  const daysUntilMonday: Record<number, number> = { 6: 2, 0: 1 }
  const days = daysUntilMonday[weekdayOf(tomorrow)]
  return days === undefined ? [] : [dayAfter(tomorrow, days)]
}

const labelOf = (moment: NamedMoment): string =>
  isExpiry(moment) ? 'Just after the expiry' : `Just after “${moment.words || '…'}”`

/** Messages name minutes: only after the whole of it has what they name happened. */
const minuteAfter = (at: Date): Date => new Date((Math.floor(at.getTime() / 60_000) + 1) * 60_000)
