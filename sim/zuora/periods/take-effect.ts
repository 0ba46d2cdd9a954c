import type { ZuoraError } from '../api/errors.ts'
import { nextClose } from '../records/plans.ts'
import type { Ask, Change, StoredPeriod } from '../records/records.ts'
import { statusOf } from '../tenant/calendar.ts'
import { after, type Tenant } from '../tenant/tenant.ts'
import { dropFutureTrialBalances, startTrialBalance } from '../tenant/trial-balances.ts'
import { type Actor, recordEffect, touchedBy } from './actor.ts'
import { closeRules } from './close-rules.ts'
import { firstNo } from './rule.ts'

/** What became of an ask. `error` with `effect`: Zuora answered no, yet did it. */
export type Taken = { effect: Change | null; error?: ZuoraError }

/** Seen in practice: a close that answers so, although the period is Closed on the next read. */
const errorButClosed: ZuoraError = {
  resource: 'accounting-periods',
  category: 30,
  message: 'You cannot close this accounting period until all required actions are resolved.',
}

/**
 * Does what was asked, if Zuora's rules allow it. Accepted says that it started, not how its trial balance ends.
 * To be run inside the store's transaction.
 */
export function takeEffect(tenant: Tenant, what: Ask, period: StoredPeriod, actor: Actor): Taken {
  const error = firstNo(closeRules[what], tenant, period, actor)
  if (error !== undefined) return { effect: null, error }
  recordEffect(tenant, what, period, actor)
  const status = statusOf(tenant, period)
  const touched = touchedBy(tenant, period, actor)
  return effects[what](
    tenant,
    { ...touched, status, closesAt: status === 'Closed' ? null : period.closesAt },
    tenant.now(),
  )
}

type Effect = (tenant: Tenant, period: StoredPeriod, at: Date) => Taken

/** Zuora starts a trial balance by itself. */
const setToPendingClose: Effect = (tenant, period, at) => {
  dropFutureTrialBalances(tenant, period.id)
  tenant.store.periods.put(period.id, { ...period, status: 'PendingClose', closesAt: null })
  startTrialBalance(tenant, period, at)
  return { effect: 'pending-close' }
}

/** The final trial balance starts only once the period is Closed, which is later while revenue schedules are processed. */
const close: Effect = (tenant, period, at) => {
  dropFutureTrialBalances(tenant, period.id)
  const plan = tenant.store.nextCloses.take() ?? nextClose.parse({})
  const closesAt = after(tenant, at, plan.lagSeconds)
  tenant.store.periods.put(
    period.id,
    plan.lagSeconds > 0
      ? { ...period, status: 'PendingClose', closesAt }
      : { ...period, status: 'Closed', closesAt: null },
  )
  startTrialBalance(tenant, period, new Date(closesAt))
  return plan.errorButClosed ? { effect: 'close', error: errorButClosed } : { effect: 'close' }
}

const reopen: Effect = (tenant, period) => {
  tenant.store.periods.put(period.id, { ...period, status: 'Open', closesAt: null })
  dropFutureTrialBalances(tenant, period.id)
  return { effect: 'reopen' }
}

const runTrialBalance: Effect = (tenant, period, at) => {
  tenant.store.periods.put(period.id, period)
  startTrialBalance(tenant, period, at)
  return { effect: 'run-trial-balance' }
}

const effects: Record<Ask, Effect> = {
  'pending-close': setToPendingClose,
  close,
  reopen,
  'run-trial-balance': runTrialBalance,
}
