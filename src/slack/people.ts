import type { WebClient } from '@slack/web-api'
import type { Person } from '../domain/person.ts'
import type { SlackPeople } from '../usecases/ports/people.ts'
import { SlackRefused } from './errors.ts'
import { call } from './web-client.ts'

/** Asks Slack each time: who asks often goes through `createCachedPeople`. */
export function createPeople(slack: WebClient, { team }: { team: string }): SlackPeople {
  const membersOf = async (group: string): Promise<readonly string[]> => {
    const answer = await unlessUnknown(['no_such_subteam', 'subteam_disabled'], () =>
      call(() => slack.usergroups.users.list({ usergroup: group })),
    )
    return answer?.users ?? []
  }

  return {
    async person(id) {
      const answer = await unlessUnknown(['user_not_found', 'user_not_visible'], () =>
        call(() => slack.users.info({ user: id })),
      )
      return readPerson(id, answer?.user ?? {}, team)
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
