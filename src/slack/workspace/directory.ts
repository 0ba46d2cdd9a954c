import type { Standing } from '../../domain/policy/check/directory.ts'
import type { WorkspaceDirectory } from '../../usecases/ports/people/directory.ts'
import { described, isSharedOutside, type Lookups, type SlackUser, teamOf } from './lookups.ts'

/** The workspace as Slack describes it to the check of the policy: with the reason why someone may not act. */
export function createDirectory(lookups: Lookups, { team }: { team: string }): WorkspaceDirectory {
  return {
    async person(id) {
      const user = await lookups.user(id)
      const email = user?.profile?.email ?? null
      return { person: { id, email }, standing: user ? standingOf(user, team) : 'unknown' }
    },
    group: async (id) => (await lookups.members(id)) ?? null,
    async channel(id) {
      const channel = await lookups.channel(id)
      if (!channel) return null
      return {
        name: channel.name ?? id,
        isMember: channel.is_member !== false,
        isPrivate: channel.is_private === true,
        isSharedWithOthers: isSharedOutside(channel),
      }
    },
  }
}

function standingOf(user: SlackUser, ownTeam: string): Standing {
  described(user.id)
  if (user.deleted) return 'deactivated'
  if (user.is_bot) return 'bot'
  if (user.is_stranger || teamOf(user, ownTeam) !== ownTeam) return 'of-another-workspace'
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'full-member'
}
