import type { StoredPeriod } from '../records/records.ts'
import { datedPeriodsOf, openEndedPeriodOf, statusOf } from '../tenant/calendar.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { clearTrialBalances, isTrialBalanceRunning } from '../tenant/trial-balances.ts'
import { type Actor, recordEffect, touchedBy } from './actor.ts'
import { firstNo, mayHave, no, type Rule } from './rule.ts'
import type { Taken } from './take-effect.ts'

/** "Must not be the open-ended accounting period." */
const isNotOpenEnded: Rule = (_tenant, period) =>
  period.endDate === null ? no(30, 'The open-ended accounting period cannot be deleted.') : undefined

/** "Must be an open accounting period." */
const isOpen: Rule = (tenant, period) =>
  statusOf(tenant, period) === 'Open' ? undefined : no(30, `Accounting period ${period.name} is not open.`)

/** "Must be the most recent accounting period." */
const isTheMostRecent: Rule = (tenant, period) => {
  const last = datedPeriodsOf(tenant, period).at(-1)
  if (last?.id === period.id) return undefined
  return no(30, `Only the most recent accounting period can be deleted: ${last?.name}.`)
}

/** "Must have no revenue distributed into it." */
const hasNoRevenue: Rule = (_tenant, period) =>
  period.revenueDistributed ? no(30, `Revenue has been distributed into accounting period ${period.name}.`) : undefined

/** "Must not have any active journal entries." */
const hasNoActiveJournalEntries: Rule = (_tenant, period) =>
  period.activeJournalEntries ? no(30, `Accounting period ${period.name} has active journal entries.`) : undefined

/** "Must not be in the process of running a trial balance." */
const noTrialBalanceRuns: Rule = (tenant, period) =>
  isTrialBalanceRunning(tenant, period.id)
    ? no(30, `A trial balance is running for accounting period ${period.name}.`)
    : undefined

const deleteRules = [
  mayHave('deleteAccountingPeriod'),
  isNotOpenEnded,
  isOpen,
  isTheMostRecent,
  hasNoRevenue,
  hasNoActiveJournalEntries,
  noTrialBalanceRuns,
]

/** Deletes a period; the open-ended one then starts where it did. */
export function deletePeriod(tenant: Tenant, period: StoredPeriod, actor: Actor): Taken {
  const error = firstNo(deleteRules, tenant, period, actor)
  if (error !== undefined) return { effect: null, error }
  const isLast = datedPeriodsOf(tenant, period).at(-1)?.id === period.id
  clearTrialBalances(tenant, period.id)
  tenant.store.periods.delete(period.id)
  const openEnded = openEndedPeriodOf(tenant, period)
  if (isLast && openEnded !== undefined) {
    const moved = { ...touchedBy(tenant, openEnded, actor), startDate: period.startDate }
    tenant.store.periods.put(openEnded.id, moved)
  }
  recordEffect(tenant, 'delete', period, actor)
  return { effect: 'delete' }
}
