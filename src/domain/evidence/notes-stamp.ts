import type { AccountingPeriod } from '../accounting-period.ts'
import { secondsBetween } from '../calendar/calendar-date.ts'
import { isDone } from '../outcome.ts'
import { askSettledAfterSeconds } from '../polling.ts'
import { type Asked, headOf, type Request, referenceOf } from '../request.ts'
import { stateOfAsk } from '../steps/ask-state.ts'

/** "notes: string <= 255 characters" (Zuora's API reference, Update an accounting period). */
const mostOfNotes = 255

/** What became of the head in the period's notes. */
export type NotesStamped = { kind: 'stamped' } | { kind: 'not-stamped'; because: WhyNotStamped; said: string | null }

export type WhyNotStamped =
  | 'no-room'
  | 'period-gone'
  | 'not-closed'
  | 'in-use'
  | 'refused'
  | 'no-effect'
  | 'no-answer'
  | 'broke'

/** `[Closing Bell US-0147 head <64 hex>]`; undefined where there is nothing to vouch for. */
export function stampFor(request: Request): string | undefined {
  const head = headOf(request)
  if (request.action !== 'close' || !isDone(request.outcome) || head === null) return undefined
  return `[Closing Bell ${referenceOf(request)} head ${head}]`
}

export function hasStamp({ notes }: Pick<AccountingPeriod, 'notes'>, stamp: string): boolean {
  return notes?.includes(stamp) ?? false
}

/** The one thing to do next for a stamp. `settling`: what Zuora was asked may still take effect. */
export type StampStep = { kind: 'over'; stamped: NotesStamped } | { kind: 'settling' } | { kind: 'ask'; notes: string }

const mostAsks = 5

/** From what Zuora shows now; `asked`: the ask for it that was stored last. */
export function nextStamp(
  period: AccountingPeriod | undefined,
  stamp: string,
  { asked, now }: { asked: Asked | undefined; now: string },
): StampStep {
  if (!period) return notStamped('period-gone')
  if (hasStamp(period, stamp)) return { kind: 'over', stamped: { kind: 'stamped' } }
  if (period.status !== 'Closed') return notStamped('not-closed')
  const answer = asked?.answer
  if (answer?.kind === 'refused') return notStamped('refused', answer.message)
  if (asked && stateOfAsk(asked, now) === 'settling') return { kind: 'settling' }
  if (asked && answer?.kind === 'accepted') {
    const isInVain = secondsBetween(asked.at, now) > askSettledAfterSeconds
    return isInVain ? notStamped('no-effect') : { kind: 'settling' }
  }
  if ((asked?.times ?? 0) >= mostAsks) return notStamped('no-answer')
  const notes = notesWith(period, stamp)
  return notes === undefined ? notStamped('no-room') : { kind: 'ask', notes }
}

/** `said`: in the words of whoever is the reason. */
export function notStamped(because: WhyNotStamped, said: string | null = null): Extract<StampStep, { kind: 'over' }> {
  return { kind: 'over', stamped: { kind: 'not-stamped', because, said } }
}

/** The notes with the stamp behind them; undefined where Zuora takes no more. */
function notesWith({ notes }: Pick<AccountingPeriod, 'notes'>, stamp: string): string | undefined {
  const whole = notes === null ? stamp : `${notes} ${stamp}`
  return whole.length <= mostOfNotes ? whole : undefined
}
