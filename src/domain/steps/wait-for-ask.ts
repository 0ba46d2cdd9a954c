import { secondsBetween } from '../calendar/calendar-date.ts'
import { pollAfterSeconds } from '../polling.ts'
import type { ZuoraAsk } from '../zuora-ask.ts'
import type { Facts, Step } from './step.ts'

/** Waits until what was asked can no longer take effect, or a read shows it: at first every 3 seconds, then less often. */
export function waitForAsk({ request, now }: Facts, what: ZuoraAsk): Step {
  const asked = request.asks[what]
  const seconds = pollAfterSeconds(asked ? secondsBetween(asked.at, now) : 0)
  return { kind: 'wait', seconds, progress: what === 'close' ? { kind: 'closing' } : { kind: 'asking', what } }
}
