import { createHash } from 'node:crypto'
import type { Answer } from '../http/answer.ts'
import { type Call, header } from '../http/call.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { ZuoraError } from './errors.ts'

const KEPT_MS = 24 * 3600 * 1000

/** "All POST and PATCH requests accept idempotency keys." */
export const idempotencyKeyOf = (call: Call): string | undefined =>
  call.method === 'POST' || call.method === 'PATCH' ? header(call, 'idempotency-key') : undefined

const problem = (category: ZuoraError['category'], message: string): ZuoraError => ({
  resource: 'platform',
  category,
  message,
})

/** A request is the same when method, address, entity and body are. */
const requestOf = (call: Call) =>
  createHash('sha256')
    .update([call.method, call.url.pathname, header(call, 'zuora-entity-ids') ?? '', call.body].join('\n'))
    .digest('hex')

/** What an earlier request with the same key forbids or has answered; undefined when there was none within 24 hours. */
export function answeredBefore(tenant: Tenant, call: Call, key: string): Answer | ZuoraError | undefined {
  if (key.length > 255) return problem(20, 'The Idempotency-Key header must not have more than 255 characters.')
  const first = tenant.store.firstAnswers.get(key)
  if (first === undefined || tenant.realNow().getTime() - Date.parse(first.at) >= KEPT_MS) return undefined
  if (first.request !== requestOf(call)) return problem(22, 'The Idempotency-Key was used for another request.')
  return { status: first.status, body: first.body }
}

/** "The status code and the body of this request is saved regardless of whether it succeeded or failed." */
export function keepFirstAnswer(tenant: Tenant, call: Call, { status, body }: Answer): void {
  const key = idempotencyKeyOf(call)
  if (key === undefined || key.length > 255) return
  tenant.store.firstAnswers.put(key, { request: requestOf(call), status, body, at: tenant.realNow().toISOString() })
}
