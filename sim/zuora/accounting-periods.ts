import type { Answer, Verdict } from './answer.ts'
import { type Call, header } from './call.ts'
import type { ZuoraError } from './errors.ts'
import { listPeriods, showPeriod } from './periods.ts'
import { asks } from './records.ts'
import { takeEffect } from './take-effect.ts'
import type { Tenant } from './tenant.ts'

const PATH = /^\/v1\/accounting-periods(?:\/([^/]+)(?:\/([^/]+))?)?$/

const problem = (category: ZuoraError['category'], message: string): ZuoraError => ({
  resource: 'accounting-periods',
  category,
  message,
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** What is wrong with an action PUT before anyone looks at the period. */
function problemOfPut(call: Call): ZuoraError | undefined {
  // Body-less Zuora PUTs were seen to answer 415 without a JSON content type.
  if (!header(call, 'content-type')?.toLowerCase().startsWith('application/json'))
    return problem(45, 'The content type must be application/json.')
  // "Idempotency-Key is supported for POST and PATCH only."
  if (header(call, 'idempotency-key') !== undefined)
    return problem(90, 'The Idempotency-Key header is not supported for PUT.')
  return call.body === '' || isJson(call.body) ? undefined : problem(90, 'The request body is malformed.')
}

function read(tenant: Tenant, call: Call, periodId: string | undefined): Answer | ZuoraError {
  const version = header(call, 'zuora-version')
  if (periodId === undefined) {
    const body = listPeriods(tenant, call.url, version)
    return body === undefined
      ? problem(20, 'page must be 1 or more, pageSize between 1 and 300.')
      : { status: 200, body }
  }
  const period = tenant.store.periods.get(periodId)
  if (period === undefined) return problem(40, `Cannot find entity by key: '${periodId}'.`)
  return { status: 200, body: { ...showPeriod(tenant, period, version), success: true } }
}

/** Answers a call about accounting periods; undefined when there is no such operation. */
export function answerAccountingPeriods(tenant: Tenant, call: Call): Verdict | undefined {
  const [path, periodId, action] = PATH.exec(call.url.pathname) ?? []
  if (path === undefined) return undefined
  if (call.method === 'GET' && action === undefined) return read(tenant, call, periodId)
  const what = asks.find((ask) => ask === action)
  if (call.method !== 'PUT' || what === undefined || periodId === undefined) return undefined
  const wrong = problemOfPut(call)
  if (wrong !== undefined) return wrong
  const period = tenant.store.periods.get(periodId)
  if (period === undefined) return problem(40, `Cannot find entity by key: '${periodId}'.`)
  const trackId = header(call, 'zuora-track-id') ?? null
  const { effect, error } = takeEffect(tenant, { what, period, by: 'api', trackId })
  return error === undefined ? { status: 200, body: { success: true }, effect } : { ...error, effect }
}
