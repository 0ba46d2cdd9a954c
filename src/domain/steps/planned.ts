import { secondsBetween } from '../calendar/calendar-date.ts'
import type { Action } from '../policy/policy.ts'
import { lookWhilePlannedSeconds } from '../polling.ts'
import type { Request } from '../request.ts'
import type { Facts } from './step.ts'

/** Only what locks people out can be planned; of a range, each close by itself. */
export function mayBePlanned(action: Action): boolean {
  return action === 'close' || action === 'pending-close'
}

/** Whether its time has not come: until then nothing that has an effect is asked of Zuora. */
export function isPlanned({ notBefore, asks }: Pick<Request, 'notBefore' | 'asks'>, now: string): boolean {
  // A clock that is behind the one that saw the time come must not undo what was begun.
  return notBefore !== null && notBefore > now && Object.keys(asks).length === 0
}

/**
 * How long to wait until its time has come, or until Zuora is looked at in between. Null: it need not wait, or not any longer,
 * because the period is Closed. That Zuora does not show the period, or does not answer, matters only when the time has come.
 */
export function secondsUntilPlanned({ request, period, now }: Facts): number | null {
  const { notBefore, status } = request
  const isBegun = status !== 'working' && status !== 'planned'
  if (notBefore === null || !isPlanned(request, now) || isBegun || period?.status === 'Closed') return null
  return Math.max(1, Math.ceil(Math.min(secondsBetween(now, notBefore), lookWhilePlannedSeconds)))
}
