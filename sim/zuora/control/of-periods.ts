import { z } from 'zod'
import { errorBody } from '../api/errors.ts'
import { blockingKinds, createTally, postedKinds } from '../objects/documents.ts'
import { otherActor } from '../periods/actor.ts'
import { deletePeriod } from '../periods/delete-period.ts'
import { readChangedFields } from '../periods/period-fields.ts'
import { showPeriod } from '../periods/show-period.ts'
import { type Taken, takeEffect } from '../periods/take-effect.ts'
import { updatePeriod } from '../periods/update-period.ts'
import { asks, type StoredPeriod, storedPeriod } from '../records/records.ts'
import { addPeriod } from '../tenant/add-period.ts'
import { findPeriod } from '../tenant/calendar.ts'
import { entityKey, findEntity, idOfEntity } from '../tenant/scope.ts'
import { readUsers, type Tenant } from '../tenant/tenant.ts'
import { endTrialBalance } from '../tenant/trial-balances.ts'
import { type Operation, ok, refused, said } from './operation.ts'

/** A period as the control API answers it. */
export function showInControl(tenant: Tenant, period: StoredPeriod, tally = createTally(tenant)) {
  const counts = tally(period)
  const { revenueDistributed, activeJournalEntries } = period
  return {
    ...showPeriod(tenant, period, '2025-08-12'),
    entityId: idOfEntity(tenant, period.entityId),
    revenueDistributed,
    activeJournalEntries,
    documents: Object.fromEntries(blockingKinds.map((kind) => [kind, counts[kind]])),
    settled: Object.fromEntries(postedKinds.map((kind) => [kind, counts[kind]])),
  }
}

const listPeriods: Operation = (tenant, { query }) => {
  const wanted = query.get('entity')
  const entity = wanted === null ? undefined : findEntity(tenant, wanted)
  if (wanted !== null && entity === undefined) return refused(404, `no entity ${wanted}`)
  const periods = tenant.store.periods
    .all()
    .filter((period) => entity === undefined || idOfEntity(tenant, period.entityId) === entity.id)
    .sort((a, b) => a.startDate.localeCompare(b.startDate))
  const tally = createTally(tenant)
  return ok({ periods: periods.map((period) => showInControl(tenant, period, tally)) })
}

const newPeriod = storedPeriod.pick({ name: true, startDate: true, endDate: true, fiscalYear: true }).extend({
  fiscalQuarter: z.int().nullable().default(null),
  organizationLabels: storedPeriod.shape.organizationLabels.default([]),
  entity: z.string().optional(),
})

/** Adds a period as it is told to, without Zuora's rules for creating one. */
const addAsTold: Operation = (tenant, { body }) => {
  const { entity: wanted, ...period } = newPeriod.parse(body)
  const entity = wanted === undefined ? undefined : findEntity(tenant, wanted)
  if (wanted !== undefined && entity === undefined) return refused(404, `no entity ${wanted}`)
  const entityId = entity === undefined ? null : entityKey(tenant, entity.id)
  return ok(showInControl(tenant, addPeriod(tenant, readUsers(tenant).other, { ...period, entityId })))
}

const facts = z.strictObject({
  revenueDistributed: z.boolean().optional(),
  activeJournalEntries: z.boolean().optional(),
  shownStatus: z.string().nullable().optional(),
  customFields: z.record(z.string().regex(/__c$/), z.json()).optional(),
})

const setFacts: Operation = (tenant, { body, parameters: [idOrName = ''] }) => {
  const period = findPeriod(tenant, idOrName)
  if (period === undefined) return refused(404, `no period ${idOrName}`)
  const changed = { ...period, ...said(facts.parse(body)) }
  tenant.store.periods.put(period.id, changed)
  return ok(showInControl(tenant, changed))
}

const ending = z
  .strictObject({
    outcome: z.enum(['Completed', 'Error']).default('Completed'),
    message: z.string().nullable().default(null),
  })
  .prefault({})

/** Ends the running trial balance, which no user of Zuora can. */
const endRunning: Operation = (tenant, { body, parameters: [idOrName = ''] }) => {
  const period = findPeriod(tenant, idOrName)
  if (period === undefined) return refused(404, `no period ${idOrName}`)
  const hasEnded = endTrialBalance(tenant, period.id, ending.parse(body))
  return hasEnded ? ok(showInControl(tenant, period)) : refused(409, `no trial balance of ${period.name} is running`)
}

const byOthers = z
  .object({ force: z.boolean().default(false), change: z.record(z.string(), z.unknown()).default({}) })
  .prefault({})

/** Somebody does it in Zuora's UI. */
const doAsSomebodyElse: Operation = (tenant, { body, parameters: [idOrName = '', action] }) => {
  const period = findPeriod(tenant, idOrName)
  if (period === undefined) return refused(404, `no period ${idOrName}`)
  const { force, change } = byOthers.parse(body)
  const actor = otherActor(tenant, force)
  const act = (): Taken | undefined => {
    if (action === 'delete') return deletePeriod(tenant, period, actor)
    const given = readChangedFields(change)
    if ('error' in given) return { effect: null, ...given }
    if (action === 'update') return updatePeriod(tenant, period, given.fields, actor)
    const what = asks.find((ask) => ask === action)
    return what && takeEffect(tenant, what, period, actor)
  }
  const taken = act()
  if (taken === undefined) return refused(404, `nobody can ${action} a period`)
  if (taken.error !== undefined) return refused(409, errorBody(taken.error).reasons[0])
  const after = findPeriod(tenant, period.id)
  return ok(after === undefined ? {} : showInControl(tenant, after))
}

export const periodOperations: Record<string, Operation> = {
  'GET /sim/periods': listPeriods,
  'POST /sim/periods': addAsTold,
  'POST /sim/periods/*': setFacts,
  'POST /sim/periods/*/*': (tenant, control) =>
    control.parameters[1] === 'end-trial-balance' ? endRunning(tenant, control) : doAsSomebodyElse(tenant, control),
}
