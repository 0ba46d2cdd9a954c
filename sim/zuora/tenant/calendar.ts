import type { PeriodStatus, StoredPeriod } from '../records/records.ts'
import type { Tenant } from './tenant.ts'

/** Whose calendar: the periods of one entity, and under Multi-Org of the same organizations. */
export type Owner = Pick<StoredPeriod, 'entityId' | 'organizationLabels'>

/** A period that has an end: all but the open-ended one. */
export type DatedPeriod = StoredPeriod & { endDate: string }

/** Whether an accepted close is still waiting for revenue schedules: PendingClose now, Closed by itself at `closesAt`. */
export function isClosing(tenant: Tenant, period: StoredPeriod): boolean {
  return period.closesAt !== null && tenant.now().toISOString() < period.closesAt
}

export function statusOf(tenant: Tenant, period: StoredPeriod): PeriodStatus {
  return period.closesAt !== null && !isClosing(tenant, period) ? 'Closed' : period.status
}

export const organizationIdsOf = ({ organizationLabels }: Pick<StoredPeriod, 'organizationLabels'>) =>
  organizationLabels.map((label) => label.organizationId).sort()

/** The periods of one calendar, in the order of their dates, the open-ended one last. */
export function calendarOf(tenant: Tenant, owner: Owner): StoredPeriod[] {
  const organizations = organizationIdsOf(owner).join()
  return tenant.store.periods
    .all()
    .filter((other) => other.entityId === owner.entityId && organizationIdsOf(other).join() === organizations)
    .sort((a, b) => a.startDate.localeCompare(b.startDate) || Number(a.endDate === null) - Number(b.endDate === null))
}

const isDated = (period: StoredPeriod): period is DatedPeriod => period.endDate !== null

export const datedPeriodsOf = (tenant: Tenant, owner: Owner) => calendarOf(tenant, owner).filter(isDated)

export const openEndedPeriodOf = (tenant: Tenant, owner: Owner) =>
  calendarOf(tenant, owner).find((period) => !isDated(period))

/** A period by its id, or (for people) by its name; where several have that name, the one that was first. */
export function findPeriod(tenant: Tenant, idOrName: string): StoredPeriod | undefined {
  return tenant.store.periods.get(idOrName) ?? tenant.store.periods.all().find((period) => period.name === idOrName)
}

export const addDays = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
