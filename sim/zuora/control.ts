import { z } from 'zod'
import type { Answer } from './answer.ts'
import { type Call, header } from './call.ts'
import { createTally, setDocuments } from './documents.ts'
import { errorBody } from './errors.ts'
import { findPeriod, showPeriod } from './periods.ts'
import { asks, documentKinds, fault, nextClose, nextTrialBalance, type StoredPeriod, storedPeriod } from './records.ts'
import { addPeriod } from './seed.ts'
import { takeEffect } from './take-effect.ts'
import { changeSettings, readSettings, readUsers, type Tenant } from './tenant.ts'

type Operation = (tenant: Tenant, body: unknown, parameters: readonly string[]) => Answer

/** One, or a list in its order. */
const oneOrMore = <S extends z.ZodType>(one: S) => z.union([z.array(one), one.transform((single) => [single])])

const ok = (body: unknown): Answer => ({ status: 200, body })
const refused = (status: number, error: unknown): Answer => ({ status, body: { error } })

function show(tenant: Tenant, period: StoredPeriod, tally = createTally(tenant)) {
  return { ...showPeriod(tenant, period, '2025-08-12'), documents: tally(period) }
}

const listPeriods: Operation = (tenant) => {
  const periods = tenant.store.periods.all().sort((a, b) => a.startDate.localeCompare(b.startDate))
  const tally = createTally(tenant)
  return ok({ periods: periods.map((period) => show(tenant, period, tally)) })
}

const newPeriod = storedPeriod.pick({ name: true, startDate: true, endDate: true, fiscalYear: true }).extend({
  fiscalQuarter: z.int().nullable().default(null),
  organizationLabels: storedPeriod.shape.organizationLabels.default([]),
})

/** Adds a period as it is told to, without Zuora's rules for creating one. */
const createPeriod: Operation = (tenant, body) =>
  ok(show(tenant, addPeriod(tenant, readUsers(tenant).other, newPeriod.parse(body))))

const byOthers = z.object({ force: z.boolean().default(false) }).prefault({})

/** Somebody does it in Zuora's UI. */
const askAsSomebodyElse: Operation = (tenant, body, [idOrName = '', action]) => {
  const period = findPeriod(tenant, idOrName)
  const what = asks.find((ask) => ask === action)
  if (period === undefined || what === undefined) return refused(404, `no period ${idOrName}`)
  const { error } = takeEffect(tenant, { what, period, by: 'other', trackId: null, force: byOthers.parse(body).force })
  if (error !== undefined) return refused(409, errorBody(error).reasons[0])
  return ok(show(tenant, findPeriod(tenant, period.id) ?? period))
}

const documentCount = z.strictObject({
  item: z.enum(documentKinds),
  period: z.string(),
  count: z.int().min(0).max(5000),
})

const putDocuments: Operation = (tenant, body) => {
  const { item, period: idOrName, count } = documentCount.parse(body)
  const period = findPeriod(tenant, idOrName)
  if (period === undefined) return refused(404, `no period ${idOrName}`)
  setDocuments(tenant, item, period, count)
  return ok(show(tenant, period))
}

const planTrialBalances: Operation = (tenant, body) => {
  for (const plan of oneOrMore(nextTrialBalance).parse(body)) tenant.store.nextTrialBalances.append(plan)
  return ok({ planned: tenant.store.nextTrialBalances.all() })
}

const planCloses: Operation = (tenant, body) => {
  for (const plan of oneOrMore(nextClose).parse(body)) tenant.store.nextCloses.append(plan)
  return ok({ planned: tenant.store.nextCloses.all() })
}

const addFaults: Operation = (tenant, body) => {
  for (const one of oneOrMore(fault).parse(body)) tenant.store.faults.append(one)
  return ok({ faults: tenant.store.faults.all() })
}

const on = z.strictObject({ on: z.boolean() })
const refusedCredentials = z.strictObject({ refused: z.boolean() })
const permissions = z.strictObject({ manageCloseProcess: z.boolean(), runTrialBalance: z.boolean() })

const operations: Record<string, Operation> = {
  'GET /sim/periods': listPeriods,
  'POST /sim/periods': createPeriod,
  'POST /sim/periods/*/*': askAsSomebodyElse,
  'POST /sim/documents': putDocuments,
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
  'POST /sim/outage': (tenant, body) => ok(changeSettings(tenant, { outage: on.parse(body).on })),
  'POST /sim/too-many-requests': (tenant, body) => ok(changeSettings(tenant, { tooManyRequests: on.parse(body).on })),
  'POST /sim/credentials': (tenant, body) =>
    ok(changeSettings(tenant, { signInRefused: refusedCredentials.parse(body).refused })),
  'POST /sim/permissions': (tenant, body) => ok(changeSettings(tenant, permissions.parse(body))),
  'DELETE /sim/tokens': (tenant) => {
    tenant.store.tokens.clear()
    return ok({})
  },
}

/** A page of another site must not play the others: only this server's own page and programs may. */
function isFromElsewhere(call: Call): boolean {
  const origin = header(call, 'origin')
  return origin !== undefined && origin !== call.url.origin
}

/** Answers a call to `/sim/…`; README.md lists them. */
export function answerControl(tenant: Tenant, call: Call): Answer {
  if (isFromElsewhere(call)) return refused(403, 'not from another site')
  const [, , collection, ...parameters] = call.url.pathname.split('/')
  const path = ['/sim', collection, ...parameters.map(() => '*')].join('/')
  const operation = operations[`${call.method} ${path}`]
  if (operation === undefined) return refused(404, `no ${call.method} ${call.url.pathname}`)
  try {
    const body: unknown = call.body === '' ? undefined : JSON.parse(call.body)
    return tenant.store.transaction(() => operation(tenant, body, parameters.map(decodeURIComponent)))
  } catch (error) {
    if (error instanceof z.ZodError) return refused(400, z.prettifyError(error))
    if (error instanceof SyntaxError || error instanceof URIError) return refused(400, error.message)
    throw error
  }
}
