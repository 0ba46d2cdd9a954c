import { answerAccountingPeriods } from './accounting-periods.ts'
import type { Answer, Verdict } from './answer.ts'
import { type Call, header } from './call.ts'
import type { ZuoraError } from './errors.ts'
import { queryObjects } from './object-query.ts'
import { readSettings, type Tenant } from './tenant.ts'
import { grantToken, isSignedIn } from './token.ts'

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
  const answer = answerAccountingPeriods(tenant, call)
  if (answer !== undefined) return answer
  const found = call.method === 'GET' ? queryObjects(tenant, call.url.pathname, call.url.searchParams) : undefined
  if (found === undefined) return platform(40, `There is no operation ${call.method} ${call.url.pathname}.`)
  return 'data' in found ? { status: 200, body: found } : found
}

/** What the tenant answers, and does; `isUnderLimit`: whether the caller's limits allow one more call. */
export function decide(tenant: Tenant, call: Call, isUnderLimit: boolean): Verdict {
  const settings = readSettings(tenant)
  if (settings.outage) return outage
  const trackId = header(call, 'zuora-track-id')
  if (trackId !== undefined && !isTrackId(trackId)) return platform(20, 'The Zuora-Track-Id header is not valid.')
  if (!isUnderLimit) return platform(70, 'Too many requests. Please resubmit your request later.')
  if (call.method === 'POST' && call.url.pathname === '/oauth/token') return grantToken(tenant, call)
  if (settings.tooManyRequests) return tooManyRequests
  return isSignedIn(tenant, call) ? answerSignedIn(tenant, call) : notSignedIn
}
