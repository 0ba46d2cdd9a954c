import { randomBytes, randomUUID } from 'node:crypto'
import { nextTrialBalance, type StoredTrialBalance } from './records.ts'
import { after, type Tenant } from './tenant.ts'
import { zoneLessTime } from './zone-less-time.ts'

const fileIdNames = [
  'accountsReceivableAccountAgingDetailExportFileId',
  'accountsReceivableInvoiceAgingDetailExportFileId',
  'accountsReceivableDebitMemoAgingDetailExportFileId',
  'arRollForwardDetailExportFileId',
  'fxRealizedGainAndLossDetailExportFileId',
  'fxUnrealizedGainAndLossDetailExportFileId',
  'revenueDetailCsvFileId',
  'revenueDetailExcelFileId',
  'unprocessedChargesFileId',
]

const exportedByDefault = [
  'accountsReceivableAccountAgingDetailExportFileId',
  'accountsReceivableInvoiceAgingDetailExportFileId',
  'revenueDetailCsvFileId',
  'revenueDetailExcelFileId',
]

/** The ids of the reports that a completed trial balance leaves; the rest stay null, as in Zuora's samples. */
export function newFileIds(): StoredTrialBalance['fileIds'] {
  const idOf = (name: string) =>
    exportedByDefault.includes(name) ? `8a8081ae${randomBytes(12).toString('hex')}` : null
  return Object.fromEntries(fileIdNames.map((name) => [name, idOf(name)]))
}

const noFileIds = Object.fromEntries(fileIdNames.map((name) => [name, null]))

function trialBalancesOf(tenant: Tenant, periodId: string): StoredTrialBalance[] {
  return tenant.store.trialBalances.all(`${periodId}/`).sort((a, b) => a.askedAt.localeCompare(b.askedAt))
}

export function addTrialBalance(tenant: Tenant, trialBalance: StoredTrialBalance): void {
  tenant.store.trialBalances.put(`${trialBalance.periodId}/${randomUUID()}`, trialBalance)
}

/**
 * Starts a trial balance as the control API planned it. No two of a period start within the same second: the start is
 * the only thing by which a reader tells two runs apart, and in Zuora a run takes longer than that.
 */
export function startTrialBalance(tenant: Tenant, periodId: string, askedAt: Date): void {
  const plan = tenant.store.nextTrialBalances.take() ?? nextTrialBalance.parse({})
  if (plan.neverStarts) return
  const before = trialBalancesOf(tenant, periodId).at(-1)
  const pendingSeconds = Math.min(2, plan.seconds / 10)
  const nextSecond = before === undefined ? 0 : (Math.floor(Date.parse(before.startsAt) / 1000) + 1) * 1000
  const startsAt = new Date(Math.max(Date.parse(after(tenant, askedAt, pendingSeconds)), nextSecond))
  addTrialBalance(tenant, {
    periodId,
    askedAt: askedAt.toISOString(),
    visibleAt: after(tenant, askedAt, plan.lagSeconds),
    startsAt: startsAt.toISOString(),
    endsAt: plan.neverEnds ? null : after(tenant, startsAt, plan.seconds - pendingSeconds),
    outcome: plan.outcome,
    message: plan.message,
    fileIds: newFileIds(),
  })
}

/** Forgets what a close that has been undone would have started. */
export function dropFutureTrialBalances(tenant: Tenant, periodId: string): void {
  const now = tenant.now().toISOString()
  for (const { key, value } of tenant.store.trialBalances.entries(`${periodId}/`))
    if (value.askedAt > now) tenant.store.trialBalances.delete(key)
}

const hasEnded = (trialBalance: StoredTrialBalance, now: string) =>
  trialBalance.endsAt !== null && trialBalance.endsAt <= now

export function isTrialBalanceRunning(tenant: Tenant, periodId: string): boolean {
  const now = tenant.now().toISOString()
  const last = trialBalancesOf(tenant, periodId).findLast((trialBalance) => trialBalance.askedAt <= now)
  return last !== undefined && !hasEnded(last, now)
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
  return {
    runTrialBalanceStatus: isPending ? 'Pending' : (ended?.outcome ?? 'Processing'),
    runTrialBalanceStart: isPending ? null : text(last.startsAt),
    runTrialBalanceEnd: ended?.outcome === 'Completed' && ended.endsAt !== null ? text(ended.endsAt) : null,
    runTrialBalanceErrorMessage: ended?.outcome === 'Error' ? ended.message : null,
    fileIds: lastCompleted?.fileIds ?? noFileIds,
  }
}
