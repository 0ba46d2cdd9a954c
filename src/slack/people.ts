import type { WebClient } from '@slack/web-api'
import type { Person } from '../domain/person.ts'
import type { People } from '../usecases/ports/people.ts'
import { SlackRefused } from './errors.ts'
import { call } from './web-client.ts'

/** An answer about a group counts this long; `usergroups.users.list` allows about 20 calls a minute. */
const cachedMs = 60_000

export function createPeople(slack: WebClient, options: { team: string; now: () => Date }): People {
  const cache = new Map<string, { members: readonly string[]; readAt: number }>()

  const membersOf = async (group: string): Promise<readonly string[]> => {
    const cached = cache.get(group)
    const now = options.now().getTime()
    if (cached && now - cached.readAt < cachedMs) return cached.members
    const answer = await unlessUnknown(['no_such_subteam', 'subteam_disabled'], () =>
      call(() => slack.usergroups.users.list({ usergroup: group })),
    )
    const users = answer?.users ?? []
    cache.set(group, { members: users, readAt: now })
    return users
  }

  return {
    async person(id) {
      const answer = await unlessUnknown(['user_not_found', 'user_not_visible'], () =>
        call(() => slack.users.info({ user: id })),
      )
      return readPerson(id, answer?.user ?? {}, options.team)
    },
    async members(groups) {
      return new Map(await Promise.all(groups.map(async (group) => [group, await membersOf(group)] as const)))
    },
  }
}

/** Whom or what Slack does not know here is in no group and is nobody's full member. */
async function unlessUnknown<T>(reasons: readonly string[], ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof SlackRefused && reasons.includes(error.reason)) return undefined
    throw error
  }
}

type SlackUser = NonNullable<Awaited<ReturnType<WebClient['users']['info']>>['user']>

function readPerson(id: string, user: SlackUser, ownTeam: string): Person {
  const isLimited = [user.deleted, user.is_bot, user.is_restricted, user.is_ultra_restricted, user.is_stranger]
  // Slack leaves the workspace out only where there is but one; people of others are strangers, or carry theirs.
  const team = user.id === undefined ? '' : (user.team_id ?? ownTeam)
  return {
    id,
    name: user.profile?.real_name ?? user.real_name ?? user.name ?? id,
    email: user.profile?.email ?? null,
    team,
    isFullMember: team === ownTeam && !isLimited.includes(true),
  }
}
