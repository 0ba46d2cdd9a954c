import type { AccountingPeriod } from '../accounting-period.ts'
import { headOf, type Request, referenceOf } from '../request.ts'

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
  const isDone = request.outcome?.kind === 'succeeded' || request.outcome?.kind === 'closed-with-problem'
  if (request.action !== 'close' || !isDone || head === null) return undefined
  return `[Closing Bell ${referenceOf(request)} head ${head}]`
}

export function hasStamp({ notes }: Pick<AccountingPeriod, 'notes'>, stamp: string): boolean {
  return notes?.includes(stamp) ?? false
}

/** The notes with the stamp behind them; undefined where Zuora takes no more. */
export function notesWith({ notes }: Pick<AccountingPeriod, 'notes'>, stamp: string): string | undefined {
  const whole = notes === null ? stamp : `${notes} ${stamp}`
  return whole.length <= mostOfNotes ? whole : undefined
}
