import { isChange } from '../../../src/domain/policy/policy.ts'
import type { Request } from '../../../src/domain/request.ts'

/** Zuora works on a request for at most this long. */
const zuoraTimeoutMs = 120_000

/** A change never ends while what it asked may be under way: the record would say what may be false in a moment. */
export function wrongWithEnding(before: Request | undefined, after: Request, now: Date): string[] {
  if (!after.outcome || before?.outcome || !isChange(after.action)) return []
  const underWay = Object.entries(after.asks).filter(
    ([, { at, answer }]) => answer === null && now.getTime() - Date.parse(at) < zuoraTimeoutMs,
  )
  return underWay.map(([what]) => `it ended while its ask to ${what} may be under way`)
}
