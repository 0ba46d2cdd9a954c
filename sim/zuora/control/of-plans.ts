import { z } from 'zod'
import { fault, nextClose, nextTrialBalance } from '../records/plans.ts'
import { settings, somePermissions } from '../records/settings.ts'
import { changeSettings, readSettings } from '../tenant/tenant.ts'
import { type Operation, ok, oneOrMore, refused, said } from './operation.ts'

const planTrialBalances: Operation = (tenant, { body }) => {
  for (const plan of oneOrMore(nextTrialBalance).parse(body)) tenant.store.nextTrialBalances.append(plan)
  return ok({ planned: tenant.store.nextTrialBalances.all() })
}

const planCloses: Operation = (tenant, { body }) => {
  for (const plan of oneOrMore(nextClose).parse(body)) tenant.store.nextCloses.append(plan)
  return ok({ planned: tenant.store.nextCloses.all() })
}

const addFaults: Operation = (tenant, { body }) => {
  for (const one of oneOrMore(fault).parse(body)) tenant.store.faults.append(one)
  return ok({ faults: tenant.store.faults.all() })
}

const on = z.strictObject({ on: z.boolean() })
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
  'DELETE /sim/next-trial-balances': (tenant) => {
    tenant.store.nextTrialBalances.clear()
    return ok({ planned: [] })
  },
  'POST /sim/next-closes': planCloses,
  'GET /sim/faults': (tenant) => ok({ faults: tenant.store.faults.all() }),
  'POST /sim/faults': addFaults,
  'DELETE /sim/faults': (tenant) => {
    tenant.store.faults.clear()
    return ok({ faults: [] })
  },
  'GET /sim/settings': (tenant) => ok(readSettings(tenant)),
  'POST /sim/settings': (tenant, { body }) => ok(changeSettings(tenant, said(someSettings.parse(body)))),
  'POST /sim/outage': (tenant, { body }) => ok(changeSettings(tenant, { outage: on.parse(body).on })),
  'POST /sim/too-many-requests': (tenant, { body }) =>
    ok(changeSettings(tenant, { tooManyRequests: on.parse(body).on })),
  'POST /sim/credentials': (tenant, { body }) =>
    ok(changeSettings(tenant, { signInRefused: refusedCredentials.parse(body).refused })),
  'POST /sim/permissions': setPermissions,
  'DELETE /sim/tokens': (tenant) => {
    tenant.store.tokens.clear()
    return ok({})
  },
}
