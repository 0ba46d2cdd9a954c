import type { StoredPeriod } from '../records/records.ts'
import { isClosing, statusOf } from '../tenant/calendar.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { readTrialBalance } from '../tenant/trial-balances.ts'
import { zoneLessTime } from '../tenant/zone-less-time.ts'

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
    status: period.shownStatus ?? statusOf(tenant, period),
    ...fiscalFields(period, version),
    notes: period.notes,
    ...readTrialBalance(tenant, period.id),
    createdBy: period.createdBy,
    createdOn: text(period.createdAt),
    updatedBy: period.updatedBy,
    updatedOn: text(closedByItselfAt ?? period.updatedAt),
    ...(period.organizationLabels.length > 0 && { organizationLabels: period.organizationLabels }),
    ...period.customFields,
  }
}
