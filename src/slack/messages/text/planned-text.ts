import { secondsAfter } from '../../../domain/calendar/calendar-date.ts'
import { wallTimeAt } from '../../../domain/calendar/wall-clock.ts'
import { lastDayToPlan } from '../../../domain/commands/not-before.ts'
import type { Request } from '../../../domain/request.ts'
import type { NotPlanned } from '../../../usecases/planned-for.ts'
import { typedCommand } from '../../command-name.ts'
import { calendarDate, code, escaped, moment } from './mrkdwn.ts'

/** `planned: nothing is asked of Zuora before …` */
export function plannedText({ notBefore }: Pick<Request, 'notBefore'>): string {
  return notBefore === null ? '' : `planned: nothing is asked of Zuora before ${moment(notBefore)}`
}

/** Of what waits, or was about to wait, for its time. */
export function isShownAsPlanned({ status, notBefore, lockTaken }: Request): boolean {
  return status === 'planned' || (status === 'working' && notBefore !== null && !lockTaken)
}

/** Where no text of the reader's own zone is possible: `Thu 5 Nov 2026 18:00` by the clock of the entity. */
export function wallText(at: string, timeZone: string): string {
  const wall = wallTimeAt(timeZone, at)
  return `${calendarDate(wall.slice(0, 10))} ${wall.slice(11, 16)}`
}

/** Why there is no such plan, and the way out. */
export function notPlannedText({ because, words, action, timeZone, now }: NotPlanned): string {
  const typed = `“${escaped(`not-before ${words}`.trim())}”`
  const there = `in ${escaped(placeOf(timeZone))}`
  const tomorrow = wallTimeAt(timeZone, secondsAfter(now, 86_400)).slice(0, 10)
  switch (because) {
    case 'not-this-action':
      return action === 'close-range'
        ? `a range cannot be planned, only the close of one period. Ask for each by itself: ${typedCommand('close Oct 2026 not-before 18:00')}.`
        : `only a close or a pending close can be planned. Leave ${typed} out, or ask when the time has come.`
    case 'not-understood':
      return `I do not understand ${typed}. Say when by the clock ${there}: ${waysToSay(tomorrow)}.`
    case 'no-such-time':
      return `${typed}: no clock ${there} shows that. Say another time: ${waysToSay(tomorrow)}.`
    case 'passed':
      return `${typed} has passed: ${there} it is ${wallText(now, timeZone)}. Say ${code(`not-before ${laterThan(words)}`)} or a date, or leave it out to begin at once.`
    case 'too-far':
      return `${typed} is too far ahead: until then the request would hold its period. Say a time until ${calendarDate(lastDayToPlan({ timeZone, now }))}, or ask later.`
  }
}

/** The same time on the next day, where the day was not said. */
function laterThan(words: string): string {
  return /^\d{1,2}(:\d\d)?\s*([ap]m?)?$/i.test(words) ? `tomorrow ${words}` : 'tomorrow 18:00'
}

function waysToSay(date: string): string {
  const said = ['18:00', 'tomorrow 18:00', 'Fri 18:00', `${date} 18:00`]
  return said.map((words) => code(`not-before ${words}`)).join(', ')
}

/** `New York` for `America/New_York`. */
export function placeOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
}
