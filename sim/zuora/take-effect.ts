import type { ZuoraError } from './errors.ts'
import { statusOf } from './periods.ts'
import { type Ask, nextClose, type StoredPeriod } from './records.ts'
import { whyNot } from './rules.ts'
import { after, readUsers, type Tenant } from './tenant.ts'
import { dropFutureTrialBalances, startTrialBalance } from './trial-balances.ts'

type Asked = { what: Ask; period: StoredPeriod; by: 'api' | 'other'; trackId: string | null; force?: boolean }

/** `error` with `effect`: Zuora answered no, yet did it. */
type Taken = { effect: Ask | null; error?: ZuoraError }

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
export function takeEffect(tenant: Tenant, asked: Asked): Taken {
  const refusal = asked.force ? undefined : whyNot(tenant, asked.what, asked.period)
  if (refusal !== undefined) return { effect: null, error: refusal }
  const { what, by, trackId, period } = asked
  const at = tenant.now()
  tenant.store.effects.append({
    at: at.toISOString(),
    what,
    periodId: period.id,
    periodName: period.name,
    trackId,
    by,
  })
  const users = readUsers(tenant)
  const status = statusOf(tenant, period)
  const touched = { updatedBy: by === 'api' ? users.integration : users.other, updatedAt: at.toISOString() }
  return effects[what](
    tenant,
    { ...period, ...touched, status, closesAt: status === 'Closed' ? null : period.closesAt },
    at,
  )
}

type Effect = (tenant: Tenant, period: StoredPeriod, at: Date) => Taken

/** Zuora starts a trial balance by itself. */
const setToPendingClose: Effect = (tenant, period, at) => {
  dropFutureTrialBalances(tenant, period.id)
  tenant.store.periods.put(period.id, { ...period, status: 'PendingClose', closesAt: null })
  startTrialBalance(tenant, period.id, at)
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
  startTrialBalance(tenant, period.id, new Date(closesAt))
  return plan.errorButClosed ? { effect: 'close', error: errorButClosed } : { effect: 'close' }
}

const reopen: Effect = (tenant, period) => {
  tenant.store.periods.put(period.id, { ...period, status: 'Open', closesAt: null })
  dropFutureTrialBalances(tenant, period.id)
  return { effect: 'reopen' }
}

const runTrialBalance: Effect = (tenant, period, at) => {
  tenant.store.periods.put(period.id, period)
  startTrialBalance(tenant, period.id, at)
  return { effect: 'run-trial-balance' }
}

const effects: Record<Ask, Effect> = {
  'pending-close': setToPendingClose,
  close,
  reopen,
  'run-trial-balance': runTrialBalance,
}
