import { secondsAfter, secondsBetween } from '../../calendar/calendar-date.ts'
import { lookWhileAwaitingSeconds } from '../../polling.ts'
import type { Facts, Step } from '../step.ts'

/** While approvers are waited for: others come in when the policy's time for it has come. */
export function stepWhileWaiting(facts: Facts): Step {
  const escalateAt = escalationAt(facts)
  if (escalateAt !== null && escalateAt <= facts.now) return { kind: 'escalate' }
  return { kind: 'await-decision', timeoutSeconds: secondsToAwait(facts) }
}

type Waiting = Pick<Facts, 'request' | 'now' | 'escalateAfterSeconds'>

/** How long approvers are waited for until something is to be done: they run out of time, or others come in. */
export function secondsToAwait({ request, now, escalateAfterSeconds }: Waiting): number {
  const escalateAt = escalationAt({ request, escalateAfterSeconds })
  const moments = [request.expiresAt ?? now, ...(escalateAt === null ? [] : [escalateAt])]
  return awaitSeconds(Math.min(...moments.map((moment) => secondsBetween(now, moment))))
}

/** Null: nobody else comes in, or they have. */
function escalationAt({ request, escalateAfterSeconds }: Omit<Waiting, 'now'>): string | null {
  const { escalatedAt, roundStartedAt } = request
  if (escalatedAt !== null || roundStartedAt === null || escalateAfterSeconds === null) return null
  return secondsAfter(roundStartedAt, escalateAfterSeconds)
}

/** How long to wait for people: until the expiry, but Zuora is looked at in between. At least a second. */
export function awaitSeconds(secondsLeft: number): number {
  return Math.max(1, Math.ceil(Math.min(secondsLeft, lookWhileAwaitingSeconds)))
}
