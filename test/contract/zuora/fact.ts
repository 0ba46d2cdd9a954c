import type { AccountingPeriod } from '../../../src/domain/accounting-period.ts'
import type { PeriodFields } from '../../../src/domain/calendar/period-fields.ts'
import type { AccountingPeriods, AskTarget, Blockers } from '../../../src/usecases/ports/zuora/accounting-periods.ts'
import type { Documents } from '../../../src/usecases/ports/zuora/documents.ts'
import type { Reports } from '../../../src/usecases/ports/zuora/reports.ts'
import type { ZuoraClient, ZuoraClientOptions } from '../../../src/zuora/client.ts'
import type { ZuoraCredentials } from '../../../src/zuora/http/token.ts'
import type { ZuoraCall } from '../../../src/zuora/http/zuora-call.ts'
import type { Rule } from './rules.ts'

export type ZuoraOptions = Omit<ZuoraClientOptions, 'credentials'> & ZuoraCredentials

type RawAnswer = { status: number; headers: Headers; body: unknown }

/** A Zuora, through the production client. */
export type Zuora = {
  client: ZuoraClient
  log: readonly ZuoraCall[]
  periods: AccountingPeriods
  blockers: Blockers
  documents: Documents
  reports: Reports
  /** What the client never does, for facts about Zuora itself: signed in, otherwise as given. */
  send(methodAndPath: string, init: { headers: Record<string, string>; body?: string }): Promise<RawAnswer>
}

/** A Zuora in which the facts may create periods at the end of the calendar; they are removed afterwards. */
export type WritableZuora = Zuora & {
  /** A month that continues the calendar; not created yet. */
  nextMonth(): Promise<Required<Pick<PeriodFields, 'name' | 'startDate' | 'endDate' | 'fiscalYear'>>>
  /** Creates it, or fails. */
  created(fields: PeriodFields): Promise<string>
  /** To be called with what was created in another way. */
  removeAfterwards(periodId: string): void
}

/** The stand-in, in which it is 3 November 2026, October is the first open month, and others can be played. */
export type PlayedZuora = WritableZuora & {
  named(name: string): Promise<AccountingPeriod>
  control(methodAndPath: string, body?: unknown): Promise<unknown>
  wait(seconds: number): void
  /** A second client on the same tenant. */
  another(options: Partial<ZuoraOptions>): Zuora
}

/** `needs`: nothing but reading, periods of its own, or the controls of the stand-in. */
export type Fact = { rule: Rule; fact: string } & (
  | { needs: 'reading'; check(zuora: Zuora): Promise<void> }
  | { needs: 'writing'; check(zuora: WritableZuora): Promise<void> }
  | { needs: 'stand-in'; check(zuora: PlayedZuora): Promise<void> }
)

export const target = (periodId: string): AskTarget => ({ periodId, fields: null, idempotencyKey: null })

export const changing = (periodId: string, fields: PeriodFields): AskTarget => ({ ...target(periodId), fields })

export const creating = (fields: PeriodFields, idempotencyKey: string | null = null): AskTarget => ({
  periodId: null,
  fields,
  idempotencyKey,
})
