import { dayAfter } from '../calendar/calendar-date.ts'
import { type PeriodSeen, periodSeen } from '../evidence/filed.ts'
import { isDone } from '../outcome.ts'
import { type Request, referenceOf } from '../request.ts'
import { leftInPendingClose } from '../set-back.ts'
import type { ZuoraAsk } from '../zuora-ask.ts'

/** What a request that has ended did to a period. */
export type Effect = {
  request: string
  sealedAt: string
  /** Zuora's status right before it was asked; null where that says nothing. */
  found: string | null
  /** What is so because of it; null: there is no such period any more. */
  left: Partial<PeriodSeen> | null
}

/** When the log of a request that has ended was sealed. */
export function sealedAt({ status, log }: Request): string | null {
  return status === 'finished' ? (log.findLast(({ kind }) => kind === 'outcome')?.at ?? null) : null
}

/** Undefined while it runs, and where it did nothing to this period. `botUser`: Zuora's user id of the bot, if known. */
export function effectOn(request: Request, periodId: string, botUser: string | null): Effect | undefined {
  const at = sealedAt(request)
  const left = at === null ? undefined : leftBy(request, periodId, botUser)
  if (at === null || left === undefined) return undefined
  const changesStatus = left === null || left.status !== undefined
  return {
    request: referenceOf(request),
    sealedAt: at,
    found: changesStatus ? statusBefore(request) : null,
    left,
  }
}

function leftBy(request: Request, periodId: string, botUser: string | null): Partial<PeriodSeen> | null | undefined {
  const { outcome, period, periodAtEnd, asks } = request
  if (isDone(outcome)) {
    const meant = meantFor(request, periodId)
    return meant && period.id === periodId ? { ...meant, ...touched(request, botUser) } : meant
  }
  if (period.id !== periodId) return undefined
  // Its own pending close; where others moved the period on, the next look finds what they did.
  if (!leftInPendingClose(request) && asks['pending-close']?.answer?.kind !== 'accepted') return undefined
  return {
    status: 'PendingClose',
    ...(periodAtEnd?.status === 'PendingClose' ? touched(request, botUser) : unknownTouch),
  }
}

/**
 * What the request is for, of this period: null where that is its deletion, undefined where it is about another. Changed
 * dates also move the start of the period that follows.
 */
export function meantFor(request: Request, periodId: string): Partial<PeriodSeen> | null | undefined {
  const { action, period, fields, neighbourId, periodAtEnd } = request
  if (action === 'update-dates' && neighbourId === periodId && fields?.endDate !== undefined) {
    return { startDate: dayAfter(fields.endDate), ...unknownTouch }
  }
  if (period.id !== periodId) return undefined
  switch (action) {
    case 'close':
      return { status: 'Closed' }
    case 'pending-close':
      return { status: 'PendingClose' }
    case 'reopen':
    case 'set-back-to-open':
      return { status: 'Open' }
    case 'update':
    case 'update-dates':
      return seenFields(fields ?? {})
    case 'create':
      return periodAtEnd
        ? periodSeen(periodAtEnd)
        : { ...period, id: periodId, status: 'Open', ...seenFields(fields ?? {}) }
    case 'delete':
      return null
    case 'trial-balance':
      return {}
    case 'close-range':
    case 'control-test':
      return undefined
  }
}

const seenNames = ['name', 'startDate', 'endDate', 'fiscalYear', 'fiscalQuarter'] as const

function seenFields(fields: NonNullable<Request['fields']>): Partial<PeriodSeen> {
  return Object.fromEntries(seenNames.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])))
}

/** Zuora changed it with what was asked for: who and when is known at the next look. */
const unknownTouch = { updatedOn: null, updatedBy: null, trialBalanceStart: null, trialBalanceStatus: null }

/** Who changed it last, and when: not where that was somebody else, whose change is then found by the next look. */
function touched({ periodAtEnd }: Request, botUser: string | null): Partial<PeriodSeen> {
  if (!periodAtEnd) return unknownTouch
  const { updatedOn, updatedBy, trialBalanceStart, trialBalanceStatus } = periodSeen(periodAtEnd)
  const isOwn = botUser === null || updatedBy === botUser
  return { trialBalanceStart, trialBalanceStatus, ...(isOwn ? { updatedOn, updatedBy } : {}) }
}

/** From the record: what Zuora showed right before the ask that began it. */
function statusBefore(request: Request): string | null {
  const what = firstAskOf(request)
  const entry = request.log.findLast(({ kind, details }) => kind === 'zuora-asked' && details.what === what)
  const snapshot = entry?.details.snapshot
  const isRead = typeof snapshot === 'object' && snapshot !== null && 'status' in snapshot
  return isRead && typeof snapshot.status === 'string' ? snapshot.status : null
}

function firstAskOf({ action, asks }: Request): ZuoraAsk {
  if (asks['pending-close']) return 'pending-close'
  if (action === 'close' || action === 'delete') return action
  return 'reopen'
}
