import type { Call, OpenedFile, Outcome } from './call.ts'
import { type Headers, headerNumber } from './headers.ts'

/** One call to Zuora, for the log: no query, no body, no secret. */
export type ZuoraCall = {
  method: string
  path: string
  result: Outcome['kind'] | OpenedFile['kind']
  status: number | null
  code: string | null
  trackId: string | null
  zuoraRequestId: string | null
  processId: string | null
  ms: number
  /** Zuora's headroom after this call; null where the answer did not say. */
  rateLimitRemaining: number | null
  rateLimit: number | null
  concurrencyRemaining: number | null
  concurrencyLimit: number | null
}

export function toZuoraCall(
  { method, path, trackId }: Call,
  { outcome, headers }: { outcome: Outcome | OpenedFile; headers: Headers },
  ms: number,
): ZuoraCall {
  const isAnswer = outcome.kind !== 'no-answer'
  return {
    method,
    path,
    result: outcome.kind,
    status: isAnswer ? outcome.status : null,
    code: 'code' in outcome ? outcome.code : null,
    trackId: trackId ?? null,
    zuoraRequestId: isAnswer ? outcome.requestId : null,
    processId: 'processId' in outcome ? outcome.processId : null,
    ms: Math.round(ms),
    // Documented as `RateLimit-Limit: 50000, 50000;w=60, …`: the first number is the limit closest to being reached.
    rateLimitRemaining: headerNumber(headers, 'ratelimit-remaining'),
    rateLimit: headerNumber(headers, 'ratelimit-limit'),
    concurrencyRemaining: headerNumber(headers, 'concurrency-limit-remaining'),
    concurrencyLimit: headerNumber(headers, 'concurrency-limit-limit'),
  }
}
