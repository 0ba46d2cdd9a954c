import type { ZuoraError } from '../api/errors.ts'
import { addDays, calendarOf, type Owner, organizationIdsOf } from '../tenant/calendar.ts'
import { readSettings, type Tenant } from '../tenant/tenant.ts'
import { no } from './rule.ts'

export type Dates = { startDate: string; endDate: string }

/** "We allow you to define any length of accounting period as long as it's at least one day long." */
export const endsAfterItStarts = ({ startDate, endDate }: Dates): ZuoraError | undefined =>
  endDate < startDate ? no(30, 'The end date of an accounting period must not be before its start date.') : undefined

/**
 * "If you have enabled the 'Monthly recognition over time' revenue recognition model, the accounting period start date
 * and end date must be on the first day and last day of the month. They do not necessarily have to be in the same month."
 */
export function isOfWholeMonths(tenant: Tenant, { startDate, endDate }: Dates): ZuoraError | undefined {
  if (!readSettings(tenant).monthlyRecognition) return undefined
  if (startDate.endsWith('-01') && addDays(endDate, 1).endsWith('-01')) return undefined
  return no(30, 'An accounting period must start on the first day and end on the last day of a month.')
}

/** "The start date must be equal to or earlier than the date of the earliest transaction on the tenant." */
export function startsByTheEarliestTransaction(
  tenant: Tenant,
  owner: Owner,
  startDate: string,
): ZuoraError | undefined {
  const organizations = organizationIdsOf(owner).join()
  const [earliest] = tenant.store.documents
    .all()
    .filter((document) => document.entityId === owner.entityId && document.organizationIds.join() === organizations)
    .map((document) => document.date)
    .sort()
  if (earliest === undefined || startDate <= earliest) return undefined
  return no(
    30,
    `The first accounting period must start on or before the earliest transaction, which is of ${earliest}.`,
  )
}

/** A name is used once: under Multi-Org, once in each organization. */
export function nameIsFree(
  tenant: Tenant,
  owner: Owner,
  { name, exceptId }: { name: string; exceptId?: string },
): ZuoraError | undefined {
  const isTaken = calendarOf(tenant, owner).some((other) => other.name === name && other.id !== exceptId)
  return isTaken ? no(30, `There is already an accounting period with the name ${name}.`) : undefined
}
