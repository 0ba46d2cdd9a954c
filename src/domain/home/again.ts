import { mayAskAgain } from '../ask-again.ts'
import type { DatedPeriod } from '../period-reference.ts'
import type { Request } from '../request.ts'
import { maySetBack } from '../set-back.ts'
import type { Roles } from './roles.ts'

/** A request that ended and that nothing has come after: what its person can still do about it. */
export type Again = { request: Request; askAgain: boolean; setBack: boolean }

type Around = { roles: Roles; period: DatedPeriod | undefined; ofPeriod: readonly Request[] }

/** `period`: as it was seen last. Undefined where there is nothing to be done. */
export function againOf(request: Request, { roles, period, ofPeriod }: Around): Again | undefined {
  if (!period || ofPeriod.some(({ number }) => number > request.number)) return undefined
  const askAgain = roles.asks.includes(request.action) && mayAskAgain({ ...request, periodAtEnd: period })
  const setBack = roles.asks.length > 0 && maySetBack(request, period, ofPeriod)
  return askAgain || setBack ? { request, askAgain, setBack } : undefined
}
