import { z } from 'zod'
import { fault, nextClose, nextTrialBalance } from '../records/plans.ts'
import { settings, somePermissions } from '../records/settings.ts'
import { findPeriod } from '../tenant/calendar.ts'
import { changeSettings, readSettings, type Tenant } from '../tenant/tenant.ts'
import { type Operation, ok, oneOrMore, refused, said } from './operation.ts'

const planTrialBalances: Operation = (tenant, { body }) => {
  for (const plan of oneOrMore(nextTrialBalance).parse(body)) {
    const period = plan.period === null ? undefined : findPeriod(tenant, plan.period)
    if (plan.period !== null && period === undefined) return refused(404, `no period ${plan.period}`)
    tenant.store.nextTrialBalances.append({ ...plan, period: period?.id ?? null })
  }
  return ok({ planned: tenant.store.nextTrialBalances.all() })
}

/** Forgets what is planned for one period, or everything. */
const forgetTrialBalances: Operation = (tenant, { query }) => {
  const { nextTrialBalances } = tenant.store
  const wanted = query.get('period')
  const period = wanted === null ? undefined : findPeriod(tenant, wanted)
  if (wanted !== null && period === undefined) return refused(404, `no period ${wanted}`)
  if (period === undefined) nextTrialBalances.clear()
  else
    for (const { key, value } of nextTrialBalances.entries())
      if (value.period === period.id) nextTrialBalances.delete(key)
  return ok({ planned: nextTrialBalances.all() })
}

const planCloses: Operation = (tenant, { body }) => {
  for (const plan of oneOrMore(nextClose).parse(body)) tenant.store.nextCloses.append(plan)
  return ok({ planned: tenant.store.nextCloses.all() })
}

const addFaults: Operation = (tenant, { body }) => {
  for (const one of oneOrMore(fault).parse(body)) tenant.store.faults.append(one)
  return ok({ faults: tenant.store.faults.all() })
}

const trouble = z.strictObject({ on: z.boolean(), minutes: z.number().positive().optional() })

function readTrouble(tenant: Tenant, body: unknown): { on: boolean; until: string | null } {
  const { on, minutes } = trouble.parse(body)
  const until = minutes === undefined ? null : new Date(tenant.now().getTime() + minutes * 60_000).toISOString()
  return { on, until }
}

const setOutage: Operation = (tenant, { body }) => {
  const { on, until } = readTrouble(tenant, body)
  return ok(changeSettings(tenant, { outage: on, outageUntil: until }))
}

const setTooManyRequests: Operation = (tenant, { body }) => {
  const { on, until } = readTrouble(tenant, body)
  return ok(changeSettings(tenant, { tooManyRequests: on, tooManyRequestsUntil: until }))
}

const refusedCredentials = z.strictObject({ refused: z.boolean() })

const { shape } = settings
const someSettings = z.strictObject({
  monthlyRecognition: shape.monthlyRecognition.unwrap().optional(),
  trialBalanceWhilePendingClose: shape.trialBalanceWhilePendingClose.unwrap().optional(),
  completedWord: shape.completedWord.unwrap().optional(),
  sandboxLimits: shape.sandboxLimits.unwrap().optional(),
  withoutUpdatedDate: shape.withoutUpdatedDate.unwrap().optional(),
  reports: shape.reports.unwrap().optional(),
})

const permissionsOfOneOrAll = somePermissions.extend({ clientId: z.string().optional() })

const setPermissions: Operation = (tenant, { body }) => {
  const { clientId, ...permissions } = permissionsOfOneOrAll.parse(body)
  if (clientId === undefined) return ok(changeSettings(tenant, said(permissions)))
  const client = tenant.store.clients.get(clientId)
  if (client === undefined) return refused(404, `no client ${clientId}`)
  const changed = { ...client.permissions, ...said(permissions) }
  tenant.store.clients.put(clientId, { ...client, permissions: changed })
  return ok(changed)
}

export const planOperations: Record<string, Operation> = {
  'GET /sim/calls': (tenant) => ok({ calls: tenant.store.calls.all() }),
  'GET /sim/effects': (tenant) => ok({ effects: tenant.store.effects.all() }),
  'GET /sim/next-trial-balances': (tenant) => ok({ planned: tenant.store.nextTrialBalances.all() }),
  'POST /sim/next-trial-balances': planTrialBalances,
  'DELETE /sim/next-trial-balances': forgetTrialBalances,
  'POST /sim/next-closes': planCloses,
  'GET /sim/faults': (tenant) => ok({ faults: tenant.store.faults.all() }),
  'POST /sim/faults': addFaults,
  'DELETE /sim/faults': (tenant) => {
    tenant.store.faults.clear()
    return ok({ faults: [] })
  },
  'GET /sim/settings': (tenant) => ok(readSettings(tenant)),
  'POST /sim/settings': (tenant, { body }) => ok(changeSettings(tenant, said(someSettings.parse(body)))),
  'POST /sim/outage': setOutage,
  'POST /sim/too-many-requests': setTooManyRequests,
  'POST /sim/credentials': (tenant, { body }) =>
    ok(changeSettings(tenant, { signInRefused: refusedCredentials.parse(body).refused })),
  'POST /sim/permissions': setPermissions,
  'DELETE /sim/tokens': (tenant) => {
    tenant.store.tokens.clear()
    return ok({})
  },
}
