import { secondsAfter } from '../calendar/calendar-date.ts'
import type { Action, Policy } from '../policy/policy.ts'
import type { Request } from '../request.ts'

/** How long after the quorum Zuora is asked; only a close is held. */
export function holdSecondsFor({ holdBeforeCloseSeconds = 0 }: Policy, action: Action): number {
  return action === 'close' ? holdBeforeCloseSeconds : 0
}

/**
 * Until when a request is held whose quorum is found full now. Null: it is not. Not counted from the last approval: after an
 * outage there would be no time left in which somebody could press “Stop”.
 */
export function holdUntil(now: string, holdSeconds: number): string | null {
  return holdSeconds > 0 ? secondsAfter(now, holdSeconds) : null
}

/** Whether it is held at this moment. */
export function isHeld({ heldUntil }: Pick<Request, 'heldUntil'>, now: string): boolean {
  return heldUntil !== null && heldUntil > now
}
