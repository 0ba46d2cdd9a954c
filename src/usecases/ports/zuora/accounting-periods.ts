import type { AccountingPeriod } from '../../../domain/accounting-period.ts'
import type { PeriodFields } from '../../../domain/calendar/period-fields.ts'
import type { Scan } from '../../../domain/documents/blockers.ts'
import type { ZuoraAsk } from '../../../domain/zuora-ask.ts'
import type { Dates } from './documents.ts'
import type { ZuoraAnswer } from './zuora-answer.ts'

/**
 * Zuora's accounting periods of one entity. Reads throw `ZuoraBusy`, `ZuoraUnavailable` (worth trying again later),
 * `ZuoraSignInRefused` (credentials), `ZuoraRefused` (a business no) or `ZuoraUnexpected` (a bug or a changed API).
 * An ask returns its answer; it throws only when nothing was sent (`ZuoraSignInRefused`, and busy or unreachable sign-in).
 */
export type AccountingPeriods = {
  list(): Promise<AccountingPeriod[]>
  /** Undefined when Zuora knows no such period. */
  retrieve(periodId: string): Promise<AccountingPeriod | undefined>
  ask(what: ZuoraAsk, target: AskTarget, trackId: string): Promise<ZuoraAnswer>
}

/** `periodId` is null for `create`; `fields` are what create and update send; the key makes a create safe to repeat for 24 h. */
export type AskTarget = { periodId: string | null; fields: PeriodFields | null; idempotencyKey: string | null }

/** Scans what must be cleared before a close, in parallel; one entry for each required item, in their order. */
export type Blockers = {
  scan(period: Dates): Promise<Scan[]>
}
