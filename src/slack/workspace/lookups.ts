import type { WebClient } from '@slack/web-api'
import { SlackRefused } from '../errors.ts'
import { call } from '../web-client.ts'

export type SlackUser = NonNullable<Awaited<ReturnType<WebClient['users']['info']>>['user']>
export type SlackChannel = NonNullable<Awaited<ReturnType<WebClient['conversations']['info']>>['channel']>

export type Lookups = ReturnType<typeof createLookups>

/** What Slack says of a person, a group and a channel; undefined for what it says it does not know here. */
export function createLookups(slack: WebClient) {
  return {
    /** Of somebody whom Slack does not describe it has not even the id. */
    user: (id: string): Promise<SlackUser | undefined> =>
      unlessUnknown(
        ['user_not_found', 'user_not_visible', 'users_not_found'],
        async () => (await slack.users.info({ user: id })).user ?? {},
      ),
    members: (group: string): Promise<readonly string[] | undefined> =>
      unlessUnknown(['no_such_subteam', 'subteam_disabled'], async () =>
        described((await slack.usergroups.users.list({ usergroup: group })).users),
      ),
    channel: (id: string): Promise<SlackChannel | undefined> =>
      unlessUnknown(['channel_not_found'], async () =>
        described((await slack.conversations.info({ channel: id })).channel),
      ),
  }
}

/** People of other companies are in it, or were invited. */
export function isSharedOutside(channel: SlackChannel): boolean {
  return channel.is_ext_shared === true || channel.is_pending_ext_shared === true
}

/** Slack leaves the workspace out only where there is but one; people of others are strangers, or carry theirs. */
export function teamOf(user: SlackUser, ownTeam: string): string {
  return user.team_id ?? ownTeam
}

async function unlessUnknown<T>(reasons: readonly string[], ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call(ask)
  } catch (error) {
    if (error instanceof SlackRefused && reasons.includes(error.reason)) return undefined
    throw error
  }
}

/** An answer that describes nothing says nothing. */
export function described<T>(what: T | undefined): T {
  if (what === undefined) throw new SlackRefused('nothing about it')
  return what
}
