import { randomBytes } from 'node:crypto'
import type { StoredPeriod } from '../records/records.ts'
import type { Tenant } from './tenant.ts'

export const newId = () => `8ad0${randomBytes(14).toString('hex')}`

export type NewPeriod = Pick<StoredPeriod, 'name' | 'startDate' | 'endDate' | 'fiscalYear' | 'fiscalQuarter'> &
  Partial<Pick<StoredPeriod, 'entityId' | 'organizationLabels' | 'notes' | 'customFields'>>

/** Adds an Open period. */
export function addPeriod(tenant: Tenant, user: string, given: NewPeriod, createdAt = tenant.now()): StoredPeriod {
  const at = createdAt.toISOString()
  const period: StoredPeriod = {
    id: newId(),
    entityId: null,
    organizationLabels: [],
    notes: null,
    customFields: {},
    ...given,
    status: 'Open',
    closesAt: null,
    revenueDistributed: false,
    activeJournalEntries: false,
    shownStatus: null,
    createdBy: user,
    createdAt: at,
    updatedBy: user,
    updatedAt: at,
  }
  tenant.store.periods.put(period.id, period)
  return period
}
