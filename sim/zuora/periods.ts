import { z } from 'zod'
import type { PeriodStatus, StoredPeriod } from './records.ts'
import type { Tenant } from './tenant.ts'
import { readTrialBalance } from './trial-balances.ts'
import { zoneLessTime } from './zone-less-time.ts'

/** Whether an accepted close is still waiting for revenue schedules: PendingClose now, Closed by itself at `closesAt`. */
export function isClosing(tenant: Tenant, period: StoredPeriod): boolean {
  return period.closesAt !== null && tenant.now().toISOString() < period.closesAt
}

export function statusOf(tenant: Tenant, period: StoredPeriod): PeriodStatus {
  return period.closesAt !== null && !isClosing(tenant, period) ? 'Closed' : period.status
}

const organizationKey = (period: StoredPeriod) =>
  period.organizationLabels
    .map((label) => label.organizationId)
    .sort()
    .join()

/** The periods of the same organization, in the order of their dates: under Multi-Org each organization has its own. */
export function periodsBeside(tenant: Tenant, period: StoredPeriod): StoredPeriod[] {
  return tenant.store.periods
    .all()
    .filter((other) => organizationKey(other) === organizationKey(period))
    .sort((a, b) => a.startDate.localeCompare(b.startDate))
}

/** A period by its id, or (for people) by its name. */
export function findPeriod(tenant: Tenant, idOrName: string): StoredPeriod | undefined {
  return tenant.store.periods.get(idOrName) ?? tenant.store.periods.all().find((period) => period.name === idOrName)
}

/** The fiscal year is a string, and the quarter has another name, before the API version of 2025-08. */
function fiscalFields(period: StoredPeriod, version: string | undefined) {
  const { fiscalYear, fiscalQuarter } = period
  return version !== undefined && version >= '2025-08-12'
    ? { fiscalYear, fiscalQuarter }
    : { fiscalYear: String(fiscalYear), fiscal_quarter: fiscalQuarter }
}

/** A period as GET answers it. */
export function showPeriod(tenant: Tenant, period: StoredPeriod, version: string | undefined) {
  const text = (at: string) => zoneLessTime(new Date(at), tenant.timezone)
  const closedByItselfAt = isClosing(tenant, period) ? null : period.closesAt
  return {
    id: period.id,
    name: period.name,
    startDate: period.startDate,
    endDate: period.endDate,
    status: statusOf(tenant, period),
    ...fiscalFields(period, version),
    notes: period.notes,
    ...readTrialBalance(tenant, period.id),
    createdBy: period.createdBy,
    createdOn: text(period.createdAt),
    updatedBy: period.updatedBy,
    updatedOn: text(closedByItselfAt ?? period.updatedAt),
    ...(period.organizationLabels.length > 0 && { organizationLabels: period.organizationLabels }),
  }
}

const pageQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(300).default(300),
})

/**
 * One page of the list. Zuora documents its order both ways, so it is by id here: nobody may rely on it.
 * Undefined when `page` or `pageSize` is not valid.
 */
export function listPeriods(tenant: Tenant, url: URL, version: string | undefined) {
  const query = pageQuery.safeParse(Object.fromEntries(url.searchParams))
  if (!query.success) return undefined
  const { page, pageSize } = query.data
  const periods = tenant.store.periods.all().sort((a, b) => a.id.localeCompare(b.id))
  const shown = periods.slice((page - 1) * pageSize, page * pageSize)
  const nextPage = new URL(`${url.pathname}?page=${page + 1}&pageSize=${pageSize}`, url).href
  return {
    accountingPeriods: shown.map((period) => showPeriod(tenant, period, version)),
    ...(page * pageSize < periods.length && { nextPage }),
    success: true,
  }
}
