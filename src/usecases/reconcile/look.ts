import type { AccountingPeriod } from '../../domain/accounting-period.ts'
import type { DatedPeriod } from '../../domain/period-reference.ts'
import type { PeriodKept } from '../ports/record/seen-periods.ts'
import type { Entity } from '../ports/rules.ts'

/** Everything one look goes by. `kept`: before Zuora was asked, so that a request that ended meanwhile is noticed. */
export type Look = {
  entity: Entity
  at: string
  kept: readonly PeriodKept[]
  calendar: readonly AccountingPeriod[]
  periods: readonly DatedPeriod[]
  botUser: string | null
}
