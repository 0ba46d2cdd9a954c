import { firstFrom } from '../../calendar/business-days.ts'
import { dateAfter } from '../../calendar/calendar-date.ts'
import { weekdayOf } from '../../calendar/days-off.ts'

/** The day on which something that recurs was last due, and the one on which it is due next. */
export type Recurring = { on: string; next: string }

type IsQuiet = (date: string) => boolean

/** The first day that is not quiet of each week, Monday to Sunday. */
export function weekly(today: string, isQuiet: IsQuiet): Recurring {
  const monday = dateAfter(today, -((weekdayOf(today) + 6) % 7))
  return around(today, (weeks) => firstFrom(dateAfter(monday, 7 * weeks), isQuiet))
}

/** The first day that is not quiet of each month. */
export function monthly(today: string, isQuiet: IsQuiet): Recurring {
  const [year = 0, month = 0] = today.split('-').map(Number)
  return around(today, (months) =>
    firstFrom(new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10), isQuiet),
  )
}

/** Weeks may be quiet as a whole; more of them than a year has are a mistake in the configuration. */
const mostApart = 60

function around(today: string, dayOf: (turn: number) => string): Recurring {
  let turn = 0
  while (turn > -mostApart && dayOf(turn) > today) turn -= 1
  let next = turn + 1
  while (next < mostApart && dayOf(next) <= today) next += 1
  return { on: dayOf(turn), next: dayOf(next) }
}
