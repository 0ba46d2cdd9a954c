import { secondsAfter } from '../calendar/calendar-date.ts'
import type { Action, Policy } from '../policy.ts'
import type { Request } from '../request.ts'
import { approvalsOf } from './approval.ts'

/** How long after the quorum Zuora is asked; only a close is held. */
export function holdSecondsFor({ holdBeforeCloseSeconds = 0 }: Policy, action: Action): number {
  return action === 'close' ? holdBeforeCloseSeconds : 0
}

/** Until when a request whose quorum has just become full is held: counted from the last approval. Null: it is not. */
export function holdUntil(
  request: Pick<Request, 'round' | 'decisions' | 'approvals'>,
  holdSeconds: number,
): string | null {
  const last = approvalsOf(request).at(-1)
  return holdSeconds > 0 && last ? secondsAfter(last.at, holdSeconds) : null
}

/** Whether it is held at this moment. */
export function isHeld({ heldUntil }: Pick<Request, 'heldUntil'>, now: string): boolean {
  return heldUntil !== null && heldUntil > now
}
