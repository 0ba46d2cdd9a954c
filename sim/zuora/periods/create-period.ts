import type { ZuoraError } from '../api/errors.ts'
import type { StoredPeriod } from '../records/records.ts'
import { addPeriod } from '../tenant/add-period.ts'
import { addDays, datedPeriodsOf, type Owner, openEndedPeriodOf } from '../tenant/calendar.ts'
import { organizationsOf, type Scope } from '../tenant/scope.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type Actor, recordEffect, touchedBy } from './actor.ts'
import {
  type Dates,
  endsAfterItStarts,
  isOfWholeMonths,
  nameIsFree,
  startsByTheEarliestTransaction,
} from './date-rules.ts'
import { type NewFields, readCustomFields } from './period-fields.ts'
import { missingPermission, no } from './rule.ts'

type Labels = StoredPeriod['organizationLabels']

/** The organizations that a new period is of. "This field is only required when you have turned on Multi-Org." */
function readLabels(tenant: Tenant, scope: Scope, { organizationLabels }: NewFields): Labels | ZuoraError {
  const known = organizationsOf(tenant, scope.entityId)
  if (known.length === 0) return []
  if (organizationLabels.length === 0) return no(20, 'organizationLabels: required where Multi-Org is enabled.')
  const found = organizationLabels.flatMap((label) =>
    known.filter(({ id, name }) =>
      'organizationId' in label ? id === label.organizationId : name === label.organizationName,
    ),
  )
  if (found.length < organizationLabels.length) return no(20, 'organizationLabels: there is no such organization.')
  const { organizationIds } = scope
  if (organizationIds !== undefined && found.some(({ id }) => !organizationIds.includes(id)))
    return no(10, 'You do not have access to the organization of this accounting period.')
  return found.map(({ id, name }) => ({ organizationId: id, organizationName: name }))
}

/** "Start and end dates of accounting periods must be contiguous." A new one continues the calendar. */
function continuesTheCalendar(tenant: Tenant, owner: Owner, { startDate }: Dates): ZuoraError | undefined {
  const last = datedPeriodsOf(tenant, owner).at(-1)
  if (last === undefined) return startsByTheEarliestTransaction(tenant, owner, startDate)
  const next = addDays(last.endDate, 1)
  if (startDate === next) return undefined
  const problem = startDate < next ? 'overlaps' : 'leaves a gap after'
  return no(30, `The accounting period ${problem} ${last.name}: it must start on ${next}.`)
}

function whyNotCreate(tenant: Tenant, owner: Owner, fields: NewFields, actor: Actor): ZuoraError | undefined {
  if (actor.force) return undefined
  return (
    missingPermission(actor, 'createAccountingPeriod') ??
    endsAfterItStarts(fields) ??
    nameIsFree(tenant, owner, fields) ??
    continuesTheCalendar(tenant, owner, fields) ??
    isOfWholeMonths(tenant, fields)
  )
}

/** Creates a period at the end of its calendar; the open-ended one then starts behind it. */
export function createPeriod(
  tenant: Tenant,
  fields: NewFields,
  scope: Scope,
  actor: Actor,
): { period: StoredPeriod } | { error: ZuoraError } {
  const labels = readLabels(tenant, scope, fields)
  if (!Array.isArray(labels)) return { error: labels }
  const owner = { entityId: scope.entityId, organizationLabels: labels }
  const error = whyNotCreate(tenant, owner, fields, actor)
  if (error !== undefined) return { error }
  const { name, startDate, endDate, fiscalYear, fiscalQuarter, notes } = fields
  const customFields = readCustomFields(fields)
  const given = { name, startDate, endDate, fiscalYear, fiscalQuarter, notes, customFields, ...owner }
  const period = addPeriod(tenant, actor.userId, given)
  const openEnded = openEndedPeriodOf(tenant, owner)
  if (openEnded !== undefined) {
    const moved = { ...touchedBy(tenant, openEnded, actor), startDate: addDays(endDate, 1) }
    tenant.store.periods.put(openEnded.id, moved)
  }
  recordEffect(tenant, 'create', period, actor)
  return { period }
}
