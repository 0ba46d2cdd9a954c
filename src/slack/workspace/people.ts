import type { Person } from '../../domain/person.ts'
import type { DescribedPerson, SlackPeople } from '../../usecases/ports/people/people.ts'
import { type Lookups, type SlackUser, teamOf } from './lookups.ts'

/** Asks Slack each time: who asks often goes through `createCachedPeople`. Whom Slack does not know is in no group and nobody's full member. */
export function createPeople(lookups: Pick<Lookups, 'user' | 'members'>, { team }: { team: string }): SlackPeople {
  const membersOf = async (group: string) => [group, (await lookups.members(group)) ?? []] as const
  return {
    describe: async (id) => readPerson(id, await lookups.user(id), team),
    members: async (groups) => new Map(await Promise.all(groups.map(membersOf))),
  }
}

function readPerson(id: string, user: SlackUser | undefined, ownTeam: string): DescribedPerson {
  if (user?.id === undefined) {
    return { person: { id, name: id, email: null, team: '', isFullMember: false }, timeZone: null }
  }
  const isLimited = [user.deleted, user.is_bot, user.is_restricted, user.is_ultra_restricted, user.is_stranger]
  const team = teamOf(user, ownTeam)
  const person: Person = {
    id,
    name: user.profile?.real_name ?? user.real_name ?? user.name ?? id,
    email: user.profile?.email ?? null,
    team,
    isFullMember: team === ownTeam && !isLimited.includes(true),
  }
  return { person, timeZone: knownZone(user.tz) }
}

/** Slack may know zones that this version of Node does not. */
function knownZone(name: string | undefined): string | null {
  if (name === undefined) return null
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name
  } catch {
    return null
  }
}
