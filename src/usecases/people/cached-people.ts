import type { DescribedPerson, People, SlackPeople } from '../ports/people/people.ts'
import type { PeopleCache, Said, SharedAnswers } from '../ports/people/people-cache.ts'

type CachedPeoplePorts = {
  slack: SlackPeople
  cache: PeopleCache
  now: () => Date
  wait: (ms: number) => Promise<void>
}

/** An answer of Slack counts this long from when it was asked for. */
const countsMs = 60_000
const lookAgainMs = 150
const longestWaitMs = 9000

/** Others have been asking Slack the same for seconds and got no answer: to ask it more would not help. */
class SlackStillAsked extends Error {
  override name = 'SlackBusy' as const
}

/**
 * One container asks Slack for a person or a group, the others read what it was told: `usergroups.users.list` allows about
 * 20 calls a minute, `users.info` about 100. What Slack cannot say is not guessed from an older answer.
 */
export function createCachedPeople(ports: CachedPeoplePorts): People {
  const { slack, cache } = ports
  const persons = answersOf(cache.persons, (id) => slack.describe(id), ports)
  const groups = answersOf(cache.groups, async (id) => (await slack.members([id])).get(id) ?? [], ports)
  const fresh = (): People => ({
    ...peopleBy({ describe: once(persons.ask), members: once(groups.ask) }),
    fresh,
  })
  return { ...peopleBy({ describe: persons.find, members: groups.find }), fresh }
}

type Find<T> = (id: string) => Promise<T>

function peopleBy({
  describe,
  members,
}: {
  describe: Find<DescribedPerson>
  members: Find<readonly string[]>
}): Omit<People, 'fresh'> {
  return {
    person: async (id) => (await describe(id)).person,
    timeZone: async (id) => (await describe(id)).timeZone,
    members: async (groups) => new Map(await Promise.all(groups.map(async (id) => [id, await members(id)] as const))),
  }
}

/** The same question once; a failure is not remembered. */
function once<T>(ask: Find<T>): Find<T> {
  const asked = new Map<string, Promise<T>>()
  return (id) => {
    const answer = asked.get(id) ?? ask(id)
    asked.set(id, answer)
    answer.catch(() => asked.delete(id))
    return answer
  }
}

/** `find` takes what Slack said within the last minute, `ask` asks it now; both for everybody else, too. */
function answersOf<T>(shared: SharedAnswers<T>, askSlack: Find<T>, { now, wait }: CachedPeoplePorts) {
  const remembered = new Map<string, Said<T>>()

  const stillCounts = (said: Said<T> | undefined): said is Said<T> => {
    if (!said) return false
    const ageMs = now().getTime() - Date.parse(said.askedAt)
    // Clocks of two containers differ by less than a second.
    return ageMs > -1000 && ageMs < countsMs
  }

  const ask: Find<T> = async (id) => {
    const askedAt = now().toISOString()
    const said = { value: await askSlack(id), askedAt }
    remembered.set(id, said)
    await shared.keep(id, said)
    return said.value
  }

  const find: Find<T> = async (id) => {
    const own = remembered.get(id)
    if (stillCounts(own)) return own.value
    const giveUpAt = now().getTime() + longestWaitMs
    for (;;) {
      const said = await shared.read(id)
      if (stillCounts(said)) {
        remembered.set(id, said)
        return said.value
      }
      if (await shared.claim(id)) return ask(id)
      if (now().getTime() >= giveUpAt) throw new SlackStillAsked('Slack has not answered others who asked the same.')
      await wait(lookAgainMs)
    }
  }

  return { find, ask }
}
