import type { WebClient } from '@slack/web-api'
import type { Standing } from '../domain/policy-check/directory.ts'
import type { WorkspaceDirectory } from '../usecases/ports/directory.ts'
import { SlackRefused } from './errors.ts'
import { call } from './web-client.ts'

/** The workspace as Slack describes it to the check of the policy: with the reason why someone may not act. */
export function createDirectory(slack: WebClient, { team }: { team: string }): WorkspaceDirectory {
  return {
    async person(id) {
      const answer = await orUnknown(['user_not_found', 'user_not_visible', 'users_not_found'], () =>
        slack.users.info({ user: id }),
      )
      const email = answer?.user?.profile?.email ?? null
      return { person: { id, email }, standing: answer ? standingOf(described(answer.user), team) : 'unknown' }
    },
    async group(id) {
      const answer = await orUnknown(['no_such_subteam', 'subteam_disabled'], () =>
        slack.usergroups.users.list({ usergroup: id }),
      )
      return answer ? described(answer.users) : null
    },
    async channel(id) {
      const answer = await orUnknown(['channel_not_found'], () => slack.conversations.info({ channel: id }))
      if (!answer) return null
      const channel = described(answer.channel)
      return {
        name: channel.name ?? id,
        isMember: channel.is_member !== false,
        isPrivate: channel.is_private === true,
        isSharedWithOthers: channel.is_ext_shared === true || channel.is_pending_ext_shared === true,
      }
    },
  }
}

/** Undefined for what Slack says it does not know. */
async function orUnknown<T>(reasons: readonly string[], ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call(ask)
  } catch (error) {
    if (error instanceof SlackRefused && reasons.includes(error.reason)) return undefined
    throw error
  }
}

/** An answer that describes nothing says nothing. */
function described<T>(what: T | undefined): T {
  if (what === undefined) throw new SlackRefused('nothing about it')
  return what
}

type SlackUser = NonNullable<Awaited<ReturnType<WebClient['users']['info']>>['user']>

function standingOf(user: SlackUser, ownTeam: string): Standing {
  described(user.id)
  if (user.deleted) return 'deactivated'
  if (user.is_bot) return 'bot'
  // Slack leaves the workspace out only where there is but one; people of others are strangers, or carry theirs.
  if (user.is_stranger || (user.team_id ?? ownTeam) !== ownTeam) return 'of-another-workspace'
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'full-member'
}
