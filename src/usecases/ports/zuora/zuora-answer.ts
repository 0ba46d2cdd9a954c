/**
 * What Zuora said when it was asked to do something. Only the next read tells whether it took effect.
 * `zuoraDate` is the `Date` header of Zuora's answer; null where there was none, as `zuoraRequestId`.
 * - `accepted`: `success: true`, which says that it started, not how it ends.
 * - `refused`: Zuora's own code and words; asking again unchanged is of no use.
 * - `busy`: certainly not done (rate limit, lock contention); asking again later is right.
 * - `unknown`: no answer, or one that says nothing (time-out, 5xx): it may or may not have been done.
 */
export type ZuoraAnswer =
  | { kind: 'accepted'; zuoraRequestId: string | null; zuoraDate: string | null; createdId: string | null }
  | { kind: 'refused'; code: string; message: string; zuoraRequestId: string | null; zuoraDate: string | null }
  | {
      kind: 'busy'
      because: string
      retryAfterSeconds: number | null
      zuoraRequestId: string | null
      zuoraDate: string | null
    }
  | { kind: 'unknown'; because: string; zuoraRequestId: string | null; zuoraDate: string | null }
