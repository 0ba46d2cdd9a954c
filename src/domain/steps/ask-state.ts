import { secondsBetween } from '../calendar/calendar-date.ts'
import {
  askSettledAfterSeconds,
  readLagSeconds,
  refusedAfterLostSettledSeconds,
  refusedSettledAfterSeconds,
} from '../polling.ts'
import type { Asked, Request } from '../request.ts'
import type { ZuoraAsk } from '../zuora-ask.ts'

/**
 * How an ask stands, before looking at the period.
 * - `none`: never asked. - `settling`: it may still take effect, or the next read may still show the state before.
 * - `accepted`, `refused`: Zuora said so, long enough ago that a read shows what became of it.
 * - `again`: it certainly is not under way any more; if it had no effect, asking again is right.
 */
export type AskState = 'none' | 'settling' | 'accepted' | 'refused' | 'again'

export function stateOfAsk(asked: Asked | undefined, now: string): AskState {
  if (!asked) return 'none'
  const answer = asked.answer
  if (answer === null || answer.kind === 'unknown') {
    return secondsBetween(asked.at, now) < askSettledAfterSeconds ? 'settling' : 'again'
  }
  const secondsAgo = secondsBetween(answer.at, now)
  if (answer.kind === 'busy') {
    return secondsAgo < (answer.retryAfterSeconds ?? backOffSeconds(asked.times)) ? 'settling' : 'again'
  }
  const settledAfterSeconds = answer.kind === 'refused' ? refusalSettlesAfter(asked) : readLagSeconds
  return secondsAgo < settledAfterSeconds ? 'settling' : answer.kind
}

/** A refusal may be about the effect that an earlier ask is still having. */
function refusalSettlesAfter({ mayHaveBeenHeard: earlier }: Asked): number {
  return earlier ? refusedAfterLostSettledSeconds : refusedSettledAfterSeconds
}

/** Whether this ask, or one before it, may have had an effect although no answer says so. */
export function mayHaveBeenHeard({ answer, mayHaveBeenHeard: earlier }: Asked): boolean {
  return earlier || answer === null || answer.kind === 'unknown'
}

/** Where Zuora is busy and does not say for how long: lock contention can last as long as a bill run. */
function backOffSeconds(times: number): number {
  return Math.min(300, 10 * 2 ** (times - 1))
}

/** More of the same is no use after this many: with the back-off, some five hours. */
export const mostAsks = 60

const everyAsk = ['pending-close', 'run-trial-balance', 'reopen', 'create', 'update', 'delete', 'close'] as const

/** What may still take effect in Zuora, if anything. Nothing is given up, and nothing sealed, while there is. */
export function askUnderWay({ asks }: Pick<Request, 'asks'>, now: string): ZuoraAsk | undefined {
  return everyAsk.find((what) => stateOfAsk(asks[what], now) === 'settling')
}

/** What this request may have done in Zuora, in the order in which it asks: accepted, or asked without an answer that says so. */
export function mayHaveTakenEffect({ asks }: Pick<Request, 'asks'>): ZuoraAsk[] {
  return everyAsk.filter((what) => {
    const asked = asks[what]
    return asked !== undefined && (asked.answer?.kind === 'accepted' || mayHaveBeenHeard(asked))
  })
}
