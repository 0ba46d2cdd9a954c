import { randomUUID } from 'node:crypto'
import { writeReports } from '../objects/reports.ts'
import { type NextTrialBalance, nextTrialBalance } from '../records/plans.ts'
import type { StoredPeriod, StoredTrialBalance } from '../records/records.ts'
import { fileIdNames } from '../records/report-names.ts'
import { after, readSettings, type Tenant } from './tenant.ts'
import { zoneLessTime } from './zone-less-time.ts'

const noFileIds = Object.fromEntries(fileIdNames.map((name) => [name, null]))

function trialBalancesOf(tenant: Tenant, periodId: string): StoredTrialBalance[] {
  return tenant.store.trialBalances.all(`${periodId}/`).sort((a, b) => a.askedAt.localeCompare(b.askedAt))
}

export function addTrialBalance(tenant: Tenant, trialBalance: StoredTrialBalance): void {
  tenant.store.trialBalances.put(`${trialBalance.periodId}/${randomUUID()}`, trialBalance)
}

/** The first plan that is meant for this period, or for any. */
function takePlan(tenant: Tenant, { id }: StoredPeriod): NextTrialBalance {
  const { nextTrialBalances } = tenant.store
  const meant = nextTrialBalances.entries().find(({ value }) => value.period === null || value.period === id)
  if (meant === undefined) return nextTrialBalance.parse({})
  nextTrialBalances.delete(meant.key)
  return meant.value
}

/**
 * Starts a trial balance as the control API planned it. No two of a period start within the same second: the start is
 * the only thing by which a reader tells two runs apart, and in Zuora a run takes longer than that.
 */
export function startTrialBalance(tenant: Tenant, period: StoredPeriod, askedAt: Date): void {
  const plan = takePlan(tenant, period)
  if (plan.neverStarts) return
  const before = trialBalancesOf(tenant, period.id).at(-1)
  const pendingSeconds = Math.min(2, plan.seconds / 10)
  const nextSecond = before === undefined ? 0 : (Math.floor(Date.parse(before.startsAt) / 1000) + 1) * 1000
  const startsAt = new Date(Math.max(Date.parse(after(tenant, askedAt, pendingSeconds)), nextSecond))
  addTrialBalance(tenant, {
    periodId: period.id,
    askedAt: askedAt.toISOString(),
    visibleAt: after(tenant, askedAt, plan.lagSeconds),
    startsAt: startsAt.toISOString(),
    endsAt: plan.neverEnds ? null : after(tenant, startsAt, plan.seconds - pendingSeconds),
    outcome: plan.outcome,
    message: plan.message,
    fileIds: writeReports(tenant, period),
  })
}

/** Forgets what a close that has been undone would have started. */
export function dropFutureTrialBalances(tenant: Tenant, periodId: string): void {
  const now = tenant.now().toISOString()
  for (const { key, value } of tenant.store.trialBalances.entries(`${periodId}/`))
    if (value.askedAt > now) tenant.store.trialBalances.delete(key)
}

/** "Any existing trial balance results are removed when you alter the dates of accounting periods." */
export function clearTrialBalances(tenant: Tenant, periodId: string): void {
  for (const { key } of tenant.store.trialBalances.entries(`${periodId}/`)) tenant.store.trialBalances.delete(key)
}

const hasEnded = (trialBalance: StoredTrialBalance, now: string) =>
  trialBalance.endsAt !== null && trialBalance.endsAt <= now

/** The one that runs now; Zuora lets no second one begin. */
export function runningTrialBalance(tenant: Tenant, periodId: string): StoredTrialBalance | undefined {
  const now = tenant.now().toISOString()
  const last = trialBalancesOf(tenant, periodId).findLast((trialBalance) => trialBalance.askedAt <= now)
  return last !== undefined && !hasEnded(last, now) ? last : undefined
}

export function isTrialBalanceRunning(tenant: Tenant, periodId: string): boolean {
  return runningTrialBalance(tenant, periodId) !== undefined
}

/** Ends the running trial balance now, as only Zuora itself can. False: none runs. */
export function endTrialBalance(
  tenant: Tenant,
  periodId: string,
  how: Pick<StoredTrialBalance, 'outcome' | 'message'>,
): boolean {
  const running = runningTrialBalance(tenant, periodId)
  const { trialBalances } = tenant.store
  const kept = trialBalances.entries(`${periodId}/`).find(({ value }) => value.askedAt === running?.askedAt)
  if (kept === undefined) return false
  const endsAt = new Date(Math.max(tenant.now().getTime(), Date.parse(kept.value.startsAt) + 1000)).toISOString()
  trialBalances.put(kept.key, { ...kept.value, ...how, endsAt })
  return true
}

/**
 * The trial balance fields of a period. Zuora documents: End is null when Pending, Processing or Error; Start is null
 * when Pending; and its sample shows a period whose trial balance never ran as `Pending` with both null. File ids stay
 * those of the last one that completed.
 */
export function readTrialBalance(tenant: Tenant, periodId: string) {
  const now = tenant.now().toISOString()
  const visible = trialBalancesOf(tenant, periodId).filter((trialBalance) => trialBalance.visibleAt <= now)
  const last = visible.at(-1)
  const lastCompleted = visible.findLast((one) => one.outcome === 'Completed' && hasEnded(one, now))
  const isPending = last === undefined || now < last.startsAt
  const ended = last !== undefined && hasEnded(last, now) ? last : undefined
  const text = (at: string) => zoneLessTime(new Date(at), tenant.timezone)
  const word = ended?.outcome === 'Completed' ? readSettings(tenant).completedWord : ended?.outcome
  return {
    runTrialBalanceStatus: isPending ? 'Pending' : (word ?? 'Processing'),
    runTrialBalanceStart: isPending ? null : text(last.startsAt),
    runTrialBalanceEnd: ended?.outcome === 'Completed' && ended.endsAt !== null ? text(ended.endsAt) : null,
    runTrialBalanceErrorMessage: ended?.outcome === 'Error' ? ended.message : null,
    fileIds: lastCompleted?.fileIds ?? noFileIds,
  }
}
