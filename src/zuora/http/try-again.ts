import type { OpenedFile, Outcome } from './call.ts'

/** A read waits for Zuora no longer than this in process; beyond it, whoever asked is told how long to wait. */
const longestWaitSeconds = 2
const shortestBackOffSeconds = 0.2
const longestBackOffSeconds = 1

/**
 * Seconds until a read is sent once more; null if it is not. Zuora documents for 429 and 503: wait as `Retry-After` or
 * `RateLimit-Reset` says, otherwise a time that differs between callers (`random`: 0 to 1).
 */
export function secondsUntilSentAgain(outcome: Outcome | OpenedFile, random: () => number): number | null {
  // An idle connection may have died while a Lambda was frozen: a new one needs no wait.
  if (outcome.kind === 'no-answer') return outcome.broken ? 0 : null
  if (outcome.kind !== 'busy' && outcome.kind !== 'unavailable') return null
  const seconds = outcome.retryAfterSeconds
  if (seconds === null) return shortestBackOffSeconds + random() * (longestBackOffSeconds - shortestBackOffSeconds)
  return seconds <= longestWaitSeconds ? seconds : null
}
