import type { Log } from '../usecases/ports/log.ts'
import type { ZuoraCall } from '../zuora/http/zuora-call.ts'

/** Each call of Zuora; one that should have brought a token and did not is an event of its own. */
export function logZuoraCall(entity: string, call: ZuoraCall, log: Log): void {
  const { path, result, status, rateLimit, rateLimitRemaining, concurrencyLimit, concurrencyRemaining } = call
  const rateHeadroom = percent(rateLimitRemaining, rateLimit)
  const concurrencyHeadroom = percent(concurrencyRemaining, concurrencyLimit)
  log('zuora-call', { entity, ...call, rateHeadroom, concurrencyHeadroom })
  if (path.endsWith('/oauth/token') && result !== 'ok') log('zuora-sign-in-failed', { entity, result, status })
}

/** Null where Zuora did not say. */
function percent(remaining: number | null, limit: number | null): number | null {
  return remaining === null || !limit ? null : Math.round((100 * remaining) / limit)
}
