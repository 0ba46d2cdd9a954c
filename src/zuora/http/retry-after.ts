import { type Headers, header } from './headers.ts'

/**
 * How long Zuora asks to wait, in seconds; null if it does not say.
 * Zuora documents `Retry-After` (seconds or an HTTP date) and else `RateLimit-Reset`, which stands on answers that
 * are no limit too and so counts only for one that is.
 */
export function retryAfterSeconds(headers: Headers, limited: boolean, now: Date): number | null {
  const asked = header(headers, 'retry-after')
  if (asked !== null) return secondsOf(asked, now)
  const reset = limited ? header(headers, 'ratelimit-reset') : null
  return reset === null ? null : secondsOf(reset, now)
}

function secondsOf(text: string, now: Date): number | null {
  if (/^\d+$/.test(text)) return Number(text)
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / 1000))
}
