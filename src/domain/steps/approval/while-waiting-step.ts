import { secondsAfter, secondsBetween } from '../../calendar/calendar-date.ts'
import { lookWhileAwaitingSeconds } from '../../polling.ts'
import type { Facts, Step } from '../step.ts'

/** While approvers are waited for: others come in when the policy's time for it has come. */
export function stepWhileWaiting({ request, now, escalateAfterSeconds }: Facts): Step {
  const escalateAt =
    request.escalatedAt !== null || request.roundStartedAt === null || escalateAfterSeconds === null
      ? null
      : secondsAfter(request.roundStartedAt, escalateAfterSeconds)
  if (escalateAt !== null && escalateAt <= now) return { kind: 'escalate' }
  const expiresIn = request.expiresAt === null ? 0 : secondsBetween(now, request.expiresAt)
  const escalatesIn = escalateAt === null ? expiresIn : secondsBetween(now, escalateAt)
  return { kind: 'await-decision', timeoutSeconds: awaitSeconds(Math.min(expiresIn, escalatesIn)) }
}

/** How long to wait for people: until the expiry, but Zuora is looked at in between. At least a second. */
export function awaitSeconds(secondsLeft: number): number {
  return Math.max(1, Math.ceil(Math.min(secondsLeft, lookWhileAwaitingSeconds)))
}
