import type { ShowHomePorts } from '../../src/usecases/home/show-home.ts'
import { createFakeFilings } from './fake-filings.ts'
import { createFakeHomes } from './fake-homes.ts'
import { createFakeKeptCalendars } from './fake-kept-calendars.ts'
import { createFakePeople } from './fake-people.ts'
import { createFakeReminded } from './fake-reminded.ts'
import { createFakeRequests, sha256 } from './fake-requests.ts'
import { samplePerson } from './sample-request.ts'

type Published = { personId: string; answer: string | null }

/** Homes of people who have no part in anything; what is published is noted. */
export function createFakeHomePorts(): ShowHomePorts & { published: Published[]; logged: string[] } {
  const published: Published[] = []
  const logged: string[] = []
  let ids = 0
  return {
    published,
    logged,
    entitiesForHome: [],
    people: { ...createFakePeople([]), person: async (id) => samplePerson(id) },
    requests: createFakeRequests(),
    filings: createFakeFilings(),
    delegations: { inForce: async () => [] },
    keptCalendars: createFakeKeptCalendars(),
    rules: {
      entities: [],
      labelOf: (key) => key,
      policyFor: (key) => {
        throw new Error(`there is no entity ${key}`)
      },
      patience: { trialBalance: 86_400, trialBalanceStart: 900 },
    },
    homes: createFakeHomes(),
    homePublisher: {
      make: async () => ({ blocks: '[]', inWords: '[]', hash: sha256('[]') }),
      async publish(personId, _made, answer) {
        published.push({ personId, answer })
        return 'published'
      },
    },
    pictures: { of: async () => null, refused: async () => undefined },
    reminded: createFakeReminded(),
    reminderRules: () => null,
    admin: null,
    hash: sha256,
    newId: () => `id${++ids}`,
    now: () => new Date('2026-11-02T15:00:00Z'),
    log: (event) => void logged.push(event),
  }
}
