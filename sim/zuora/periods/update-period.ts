import type { ZuoraError } from '../api/errors.ts'
import type { StoredPeriod } from '../records/records.ts'
import { addDays, calendarOf, type DatedPeriod, datedPeriodsOf, statusOf } from '../tenant/calendar.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { clearTrialBalances } from '../tenant/trial-balances.ts'
import { type Actor, recordEffect, touchedBy } from './actor.ts'
import { endsAfterItStarts, isOfWholeMonths, nameIsFree, startsByTheEarliestTransaction } from './date-rules.ts'
import { type ChangedFields, readCustomFields } from './period-fields.ts'
import { missingPermission, no } from './rule.ts'
import type { Taken } from './take-effect.ts'

const followerOf = (tenant: Tenant, period: StoredPeriod) =>
  calendarOf(tenant, period).find((other) => other.startDate > period.startDate)

/** "You cannot update the start date or end date if any revenue has been distributed into the period, or the period has any active journal entries." */
function isStillEmpty({ name, revenueDistributed, activeJournalEntries }: StoredPeriod): ZuoraError | undefined {
  if (revenueDistributed) return no(30, `Revenue has been distributed into accounting period ${name}.`)
  return activeJournalEntries ? no(30, `Accounting period ${name} has active journal entries.`) : undefined
}

/** "You can update the end date only for your open accounting periods." */
const isOpen = (tenant: Tenant, period: StoredPeriod): ZuoraError | undefined =>
  statusOf(tenant, period) === 'Open'
    ? undefined
    : no(30, `The dates of accounting period ${period.name} cannot be changed: it is not open.`)

/** "You can update the start date of only the earliest accounting period on your tenant." */
function startIsOfTheEarliest(tenant: Tenant, period: StoredPeriod, startDate: string): ZuoraError | undefined {
  if (datedPeriodsOf(tenant, period)[0]?.id !== period.id)
    return no(30, 'The start date of only the earliest accounting period can be changed.')
  return startsByTheEarliestTransaction(tenant, period, startDate)
}

/** "Editing the To date automatically changes the next accounting period to start on the day after." It is changed too. */
function followerCanMove(tenant: Tenant, period: StoredPeriod, endDate: string): ZuoraError | undefined {
  const follower = followerOf(tenant, period)
  if (follower === undefined || follower.endDate === null) return undefined
  if (addDays(endDate, 1) > follower.endDate)
    return no(30, `The accounting period would leave no day to ${follower.name}, which follows it.`)
  return isOpen(tenant, follower) ?? isStillEmpty(follower)
}

function whyNotDates(tenant: Tenant, before: StoredPeriod, after: DatedPeriod): ZuoraError | undefined {
  const isStartChanged = after.startDate !== before.startDate
  const isEndChanged = after.endDate !== before.endDate
  return (
    isOpen(tenant, before) ??
    isStillEmpty(before) ??
    endsAfterItStarts(after) ??
    (isStartChanged ? startIsOfTheEarliest(tenant, before, after.startDate) : undefined) ??
    isOfWholeMonths(tenant, after) ??
    (isEndChanged ? followerCanMove(tenant, before, after.endDate) : undefined)
  )
}

/** Changes a period. New dates move the start of the next one, and "clear all existing trial balances" of both. */
export function updatePeriod(tenant: Tenant, period: StoredPeriod, fields: ChangedFields, actor: Actor): Taken {
  const forbidden = actor.force ? undefined : missingPermission(actor, 'createAccountingPeriod')
  if (forbidden !== undefined) return { effect: null, error: forbidden }
  const endDate = fields.endDate ?? period.endDate
  if (endDate === null) return { effect: null, error: no(30, 'The open-ended accounting period cannot be changed.') }
  const changed: DatedPeriod = { ...period, ...knownFields(period, fields), endDate }
  const { name } = changed
  const areDatesChanged = changed.startDate !== period.startDate || endDate !== period.endDate
  const error =
    nameIsFree(tenant, period, { name, exceptId: period.id }) ??
    (areDatesChanged && !actor.force ? whyNotDates(tenant, period, changed) : undefined)
  if (error !== undefined) return { effect: null, error }
  if (areDatesChanged) moveDates(tenant, period, changed, actor)
  tenant.store.periods.put(period.id, touchedBy(tenant, changed, actor))
  recordEffect(tenant, 'update', changed, actor)
  return { effect: 'update' }
}

function knownFields(before: StoredPeriod, fields: ChangedFields) {
  const { name, startDate, fiscalYear, fiscalQuarter, notes } = fields
  const customFields = readCustomFields(fields)
  return {
    customFields: { ...before.customFields, ...customFields },
    ...(name !== undefined && { name }),
    ...(startDate !== undefined && { startDate }),
    ...(fiscalYear !== undefined && { fiscalYear }),
    ...(fiscalQuarter !== undefined && { fiscalQuarter }),
    ...(notes !== undefined && { notes }),
  }
}

function moveDates(tenant: Tenant, period: StoredPeriod, { endDate }: DatedPeriod, actor: Actor): void {
  clearTrialBalances(tenant, period.id)
  const follower = endDate === period.endDate ? undefined : followerOf(tenant, period)
  if (follower === undefined) return
  const moved = { ...touchedBy(tenant, follower, actor), startDate: addDays(endDate, 1) }
  tenant.store.periods.put(follower.id, moved)
  clearTrialBalances(tenant, follower.id)
}
