import { createExceptionAnnouncer } from '../../slack/announcing/exception-announcer.ts'
import { createLocks } from '../../store/calendar/locks.ts'
import { createSeenPeriods } from '../../store/calendar/seen-periods.ts'
import { type Common, channelsOf, type slackPorts } from '../adapters.ts'
import { hash } from '../policy/policy-in-force.ts'

/** What finds and tells what others did in Zuora. */
export function reconcilePorts(
  { config, dynamodb, names, log }: Common,
  { label, poster }: ReturnType<typeof slackPorts>,
) {
  return {
    seenPeriods: createSeenPeriods(dynamodb, names),
    locks: createLocks(dynamodb, names),
    exceptions: createExceptionAnnouncer({ label, channelOf: channelsOf(config), poster }),
    hash,
    log,
  }
}
