import { type Directory, type Finding, fault, warning } from './directory.ts'

/**
 * Where something is posted, and where the file says so. `isOnlyTold`: it is told of planned closes and of locks, which is
 * no reason not to start when somebody shares the channel, and may well be for everybody.
 */
export type ChannelNamed = { path: string; channel: string; isOnlyTold: boolean }

export function checkChannels(named: readonly ChannelNamed[], { channels }: Directory): Finding[] {
  return named.flatMap(({ path, channel, isOnlyTold }) => {
    const seen = channels.get(channel)
    if (seen === undefined) return []
    if (seen === null)
      return [fault(path, `${channel} is not known to Slack, or private without the bot: /invite it there`)]
    const called = `${channel} (#${seen.name})`
    return [
      ...(seen.isMember ? [] : [fault(path, `the bot is not in ${called}: /invite it there`)]),
      ...(seen.isSharedWithOthers
        ? [
            (isOnlyTold ? warning : fault)(
              path,
              `${called} is shared with another company: nothing about the books is posted there`,
            ),
          ]
        : []),
      ...(seen.isPrivate || isOnlyTold
        ? []
        : [warning(path, `${called} is public: everybody in the workspace can read what is posted`)]),
    ]
  })
}
