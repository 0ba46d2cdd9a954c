import type { ChannelSeen, Member } from '../../../domain/policy/check/directory.ts'

/**
 * The workspace as it is now, for the check of the policy: nothing is remembered. Throws `SlackBusy`, `SlackUnavailable` or
 * `SlackRefused` where Slack does not say.
 */
export type WorkspaceDirectory = {
  person(id: string): Promise<Member>
  /** Null where there is no such group, or it is disabled. */
  group(id: string): Promise<readonly string[] | null>
  /** Null where the bot can see no such channel. */
  channel(id: string): Promise<ChannelSeen | null>
}
