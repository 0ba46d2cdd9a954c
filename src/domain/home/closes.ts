import { dateIn } from '../calendar/calendar-date.ts'
import type { KeptPeriod } from '../calendar/kept-calendar.ts'
import { isDone } from '../outcome.ts'
import { type FiledException, isException } from '../reconcile/exceptions.ts'
import { firstClosedAt, moveOf, type OfPeriod, type Reopening, reopeningOf } from '../reconcile/reopening.ts'
import type { Request } from '../request.ts'

/** Whose doing a close was: a request's, others' whom an exception tells of, or others' of whom nothing is recorded. */
export type ClosedBy =
  | { kind: 'request'; request: Request }
  | { kind: 'exception'; filed: FiledException }
  | { kind: 'others' }

/** `days`: from the last day of the period to the day of its close, in the entity's zone; null where neither we nor Zuora know. */
export type Close = { by: ClosedBy; days: number | null }

/**
 * What became of a period. `close`: how it came to be closed the last time; null of one that is not. `first`: the first time,
 * which is how long it took, whatever was corrected afterwards; null where it never was. `reopened`: that it is open again.
 */
export type Closing = { close: Close | null; first: Pick<Close, 'days'> | null; reopened: Reopening | null }

export function closingOf(kept: KeptPeriod, register: OfPeriod, timeZone: string): Closing {
  const close = closeOf(kept, register, timeZone)
  const reopened = reopeningOf(kept, register)
  const at = firstClosedAt(register)
  if (at === null) return { close, first: close ?? (reopened && { days: null }), reopened }
  const days = at === 'unknown' ? null : daysBetween(kept.period.endDate, dateIn(timeZone, new Date(at)))
  return { close, first: { days }, reopened }
}

/** How a period that is closed now came to be closed the last time; null of one that is not. */
export function closeOf(kept: KeptPeriod, register: OfPeriod, timeZone: string): Close | null {
  const { status, endDate } = kept.period
  if (status !== 'Closed') return null
  const by = closedBy(register)
  const at = closedAt(by, kept)
  const on = at === null ? finalTrialBalanceOn(kept.period) : dateIn(timeZone, new Date(at))
  return { by, days: on === null ? null : daysBetween(endDate, on) }
}

/**
 * The day of a close that was before anybody looked. Zuora runs a trial balance after every close, and none of a period that
 * is closed. Neither its text nor the last day of the period has a zone: both are days of the tenant, so they are compared
 * with each other and with nothing of ours.
 */
function finalTrialBalanceOn({ trialBalance: { start } }: KeptPeriod['period']): string | null {
  return /^\d{4}-\d\d-\d\d/.exec(start ?? '')?.[0] ?? null
}

/** The one with the later number: a period may have been reopened and closed again. */
function closedBy({ requests, filed }: OfPeriod): ClosedBy {
  const request = requests
    .filter(({ action, outcome }) => action === 'close' && isDone(outcome))
    .reduce<Request | undefined>(later, undefined)
  const exception = filed
    .filter(isException)
    .filter((one) => moveOf(one) === 'closed')
    .reduce<FiledException | undefined>(later, undefined)
  if (exception && exception.number > (request?.number ?? 0)) return { kind: 'exception', filed: exception }
  return request ? { kind: 'request', request } : { kind: 'others' }
}

function later<T extends { number: number }>(one: T | undefined, other: T): T {
  return one && one.number > other.number ? one : other
}

/** Zuora's own time of the last change has no zone, and moves with the notes: what was seen here counts. */
function closedAt(by: ClosedBy, { since, was }: KeptPeriod): string | null {
  if (by.kind === 'request') return by.request.asks.close?.at ?? by.request.log.at(-1)?.at ?? null
  if (by.kind === 'exception') return by.filed.log[0]?.at ?? null
  return was === null ? null : since
}

/** Calendar days. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
