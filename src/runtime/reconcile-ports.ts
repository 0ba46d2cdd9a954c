import { createExceptionAnnouncer } from '../slack/exception-announcer.ts'
import { createLocks } from '../store/locks.ts'
import { createSeenPeriods } from '../store/seen-periods.ts'
import type { Common, slackPorts } from './adapters.ts'
import { hash } from './policy-in-force.ts'

/** What finds and tells what others did in Zuora. */
export function reconcilePorts(
  { config, dynamodb, names, log }: Common,
  { slack, label, mayPost }: ReturnType<typeof slackPorts>,
) {
  const channels = new Map(config.entities.map(({ key, channel }) => [key, channel ?? config.slack.channel]))
  const channelOf = (entity: string) => channels.get(entity) ?? config.slack.channel
  return {
    seenPeriods: createSeenPeriods(dynamodb, names),
    locks: createLocks(dynamodb, names),
    exceptions: createExceptionAnnouncer(slack, { label, channelOf, mayPost, log }),
    hash,
    log,
  }
}
