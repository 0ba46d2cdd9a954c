import type { Answer, Verdict } from '../http/answer.ts'
import { type Call, header } from '../http/call.ts'
import { readSettings, type Tenant } from '../tenant/tenant.ts'
import type { ZuoraError } from './errors.ts'
import { answeredBefore, idempotencyKeyOf } from './idempotency.ts'
import { findRoute } from './routes.ts'
import { scopeOfCall } from './scope-of-call.ts'
import { clientOfCall, grantToken } from './token.ts'

const platform = (category: ZuoraError['category'], message: string): ZuoraError => ({
  resource: 'platform',
  category,
  message,
})

/** "US-ASCII, at most 64 characters, none of colon, semicolon, double quote, quote." */
export const isTrackId = (text: string) => /^[\x20-\x7e]{1,64}$/.test(text) && !/[:;"']/.test(text)

/** A gateway answers during an outage, in HTML, with no Retry-After. */
const outage: Answer = {
  status: 503,
  body: '<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>',
}

/** Zuora's sample of a 429 has no Retry-After either. */
const tooManyRequests: Verdict = {
  ...platform(70, 'The tenant has exceeded its rate limit.'),
  headers: { 'RateLimit-Remaining': '0', 'RateLimit-Reset': '2' },
}

const notSignedIn: Verdict = {
  ...platform(11, 'Authentication error'),
  headers: { 'WWW-Authenticate': 'Basic realm=Zuora API, ZSession realm=Zuora API, Bearer realm=Zuora API' },
}

function answerSignedIn(tenant: Tenant, call: Call): Verdict {
  const client = clientOfCall(tenant, call)
  if (client === undefined) return notSignedIn
  const found = findRoute(call.method, call.url.pathname)
  if (found === undefined) return platform(40, `There is no operation ${call.method} ${call.url.pathname}.`)
  const scope = scopeOfCall(tenant, call, client)
  if ('category' in scope) return scope
  const key = idempotencyKeyOf(call)
  const before = key === undefined ? undefined : answeredBefore(tenant, call, key)
  if (before !== undefined) return before
  return { ...found.route.answer(tenant, { call, client, scope, id: found.id }), isToKeep: key !== undefined }
}

/** Whether a call gets through at all: the caller's limits, and an earlier one with its `Idempotency-Key` under way. */
export type Gate = 'open' | 'over-limit' | 'in-progress'

/** What the tenant answers, and does. */
export function decide(tenant: Tenant, call: Call, gate: Gate): Verdict {
  const settings = readSettings(tenant)
  if (settings.outage) return outage
  const trackId = header(call, 'zuora-track-id')
  if (trackId !== undefined && !isTrackId(trackId)) return platform(20, 'The Zuora-Track-Id header is not valid.')
  if (gate === 'over-limit') return platform(70, 'Too many requests. Please resubmit your request later.')
  if (gate === 'in-progress') return platform(50, 'A request with this Idempotency-Key is still in progress.')
  if (call.method === 'POST' && call.url.pathname === '/oauth/token') return grantToken(tenant, call)
  return settings.tooManyRequests ? tooManyRequests : answerSignedIn(tenant, call)
}
