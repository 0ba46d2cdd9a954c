import { keepCalendar } from '../../../src/domain/calendar/kept-calendar.ts'
import type { HomeOfPerson } from '../../../src/domain/home/home.ts'
import { datedPeriods } from '../../../src/domain/period-reference.ts'
import type { Policy } from '../../../src/domain/policy/policy.ts'
import type { Request } from '../../../src/domain/request.ts'
import type { ShowHomePorts } from '../../../src/usecases/home/show-home.ts'
import type { HomeShown } from '../../../src/usecases/ports/telling/home-publisher.ts'
import { createFakeFilings } from '../../support/fake-filings.ts'
import { createFakeHomes } from '../../support/fake-homes.ts'
import { createFakeKeptCalendars } from '../../support/fake-kept-calendars.ts'
import { createFakePeople } from '../../support/fake-people.ts'
import { createFakePlaces } from '../../support/fake-places.ts'
import { createFakeReminded } from '../../support/fake-reminded.ts'
import { createFakeRequests, sha256 } from '../../support/fake-requests.ts'
import { sampleRules } from '../../support/reminders/sample-reminders.ts'
import { sampleCalendar } from '../../support/sample-calendar.ts'
import { sampleEntity } from '../../support/sample-entity.ts'
import { alice, bob, carol, sampleDraft, samplePerson } from '../../support/sample-request.ts'

export const erin = samplePerson('U0ERIN')
export const audrey = samplePerson('U0AUDIT', { isFullMember: false })

export const policyOfUs: Policy = {
  requesters: ['U0ALICE'],
  approvers: ['S0APPROVERS'],
  auditors: ['U0AUDIT'],
  expireAfter: { kind: 'seconds', seconds: 172_800 },
  actions: { close: { approvals: 2 } },
}
const policyOfEu: Policy = { ...policyOfUs, requesters: ['U0CAROL'], approvers: ['U0CAROL'], auditors: [] }

type Published = { personId: string; home: HomeOfPerson | null; answer: string | null }

/** Two entities, of which Alice, Bob and the auditor have a part in one only; what is published is noted. */
export async function homeWorld({ years = 1 }: { years?: number } = {}) {
  let now = new Date('2026-11-05T15:00:00.000Z')
  const places = createFakePlaces()
  const requests = createFakeRequests(places)
  const filings = createFakeFilings(places)
  const keptCalendars = createFakeKeptCalendars()
  const reminded = createFakeReminded()
  const published: Published[] = []
  const asked = { ofPeriod: [] as string[], lists: [] as string[], people: [] as string[] }
  const calendar = sampleCalendar({ closed: (years - 1) * 12 + 9, open: 5 }, 2026 - years + 1)
  const list = (key: string) => async () => {
    asked.lists.push(key)
    return calendar
  }
  const periods = (key: string) => ({ ...sampleEntity().periods, list: list(key) })
  const entities = [
    sampleEntity({ periods: periods('us') }),
    sampleEntity({ key: 'eu', name: 'Example EU', channel: 'C0EU', periods: periods('eu') }),
  ]
  const people = createFakePeople([alice, bob, carol, erin, audrey], { S0APPROVERS: ['U0BOB', 'U0CAROL'] })
  const policies = { us: policyOfUs, eu: policyOfEu }
  let ids = 0
  const logged: string[] = []
  const ports: ShowHomePorts = {
    entitiesForHome: entities,
    people: {
      ...people,
      async person(id) {
        asked.people.push(id)
        return people.person(id)
      },
    },
    requests: {
      ...requests,
      async ofPeriod(entity, id) {
        asked.ofPeriod.push(`${entity} ${id}`)
        return requests.ofPeriod(entity, id)
      },
    },
    filings,
    delegations: { inForce: async () => [] },
    keptCalendars,
    rules: {
      entities,
      labelOf: (key) => key,
      policyFor: (key) => {
        const policy = key === 'eu' ? policies.eu : policies.us
        return { policy, text: '{}', hash: 'b'.repeat(64) }
      },
      patience: { trialBalance: 86_400, trialBalanceStart: 900 },
    },
    homes: createFakeHomes(),
    homePublisher: {
      async make({ home }: HomeShown) {
        const blocks = JSON.stringify(home)
        return { blocks, inWords: blocks, hash: sha256(blocks) }
      },
      async publish(personId, made, answer) {
        published.push({ personId, home: made && JSON.parse(made.blocks), answer })
        return 'published'
      },
    },
    pictures: { of: async () => null, refused: async () => undefined },
    reminded,
    reminderRules: () => sampleRules,
    admin: 'U0ADMIN',
    hash: sha256,
    newId: () => `id${++ids}`,
    now: () => now,
    log: (event) => void logged.push(event),
  }

  const lookAt = (key: string) => {
    const at = now.toISOString()
    return keptCalendars.keep(key, at, (before) => keepCalendar(before, datedPeriods(calendar), at))
  }
  await Promise.all(['us', 'eu'].map(lookAt))

  return {
    ports,
    requests,
    filings,
    reminded,
    published,
    asked,
    logged,
    policies,
    calendar,
    last: (personId: string) => published.findLast((one) => one.personId === personId),
    /** The last Home that was published for somebody who has a part in something. */
    homeOf(personId: string) {
      const home = published.findLast((one) => one.personId === personId)?.home
      if (home?.kind !== 'home') throw new Error(`${personId} was shown ${home?.kind ?? 'nothing'}`)
      return home
    },
    passSeconds(seconds: number) {
      now = new Date(now.getTime() + seconds * 1000)
    },
    /** A close that waits for two approvals. */
    async closeAwaits(changes: Partial<Request> = {}): Promise<Request> {
      const { id, name, startDate, endDate } = datedPeriods(calendar).at(-5) ?? {}
      const period = { id: id ?? null, name: name ?? '', startDate: startDate ?? '', endDate: endDate ?? '' }
      const created = await requests.create(
        sampleDraft({
          period,
          messageId: `message-${++ids}`,
          askedAt: now.toISOString(),
          entity: changes.entity ?? 'us',
        }),
      )
      const expiresAt = new Date(now.getTime() + 172_800_000).toISOString()
      const awaiting = {
        status: 'awaiting',
        round: 1,
        roundStartedAt: now.toISOString(),
        expiresAt,
        ...changes,
      } as const
      return (await requests.write(created, awaiting, [])) ?? created
    },
  }
}
