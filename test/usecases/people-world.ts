import type { Person } from '../../src/domain/person.ts'
import type { Policy } from '../../src/domain/policy/policy.ts'
import type { Request } from '../../src/domain/request.ts'
import type { DecidePorts } from '../../src/usecases/decide.ts'
import type { DelegatePorts } from '../../src/usecases/delegations/delegate.ts'
import { delegationsInForce } from '../../src/usecases/delegations/delegations-in-force.ts'
import type { WithdrawUnderPorts } from '../../src/usecases/delegations/withdraw-given-under.ts'
import type { DelegationNews } from '../../src/usecases/ports/delegations.ts'
import type { RequestDraft } from '../../src/usecases/ports/record/requests.ts'
import { awaiting } from '../contract/requests-contract.ts'
import { createFakeAnnouncer } from '../support/fake-announcer.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { createFakeFilings } from '../support/fake-filings.ts'
import { createFakePeople } from '../support/fake-people.ts'
import { createFakePlaces } from '../support/fake-places.ts'
import { createFakeRequests } from '../support/fake-requests.ts'
import { sampleEntity } from '../support/sample-entity.ts'
import { alice, bob, carol, sampleDraft, samplePerson } from '../support/sample-request.ts'

export const dave = samplePerson('U0DAVE')
export const erin = samplePerson('U0ERIN')
export const guest = samplePerson('U0GUEST', { isFullMember: false })

/** Alice asks, Bob and Erin approve; Carol, Dave and a guest may act for them. New York: its day begins at 04:00 or 05:00 UTC. */
const policyByDefault: Policy = {
  requesters: ['U0ALICE', 'U0ERIN', 'U0DAVE'],
  approvers: ['U0BOB', 'U0ERIN'],
  delegates: ['U0CAROL', 'U0DAVE', 'U0GUEST', 'U0BOB', 'U0BOB2', 'U0ERIN'],
  delegationMaxDays: 10,
  escalateTo: { afterSeconds: 7200, approvers: ['U0CFO'] },
  expireAfter: { kind: 'seconds', seconds: 172_800 },
  actions: { close: { approvals: 2 } },
}

type Given = { policy?: Partial<Policy>; people?: readonly Person[] }

/** A register with people around it, and whatever they are told. */
export function createPeopleWorld({ policy: own = {}, people: others = [] }: Given = {}) {
  const clock = createFakeClock('2026-11-03T15:00:00.000Z')
  const places = createFakePlaces()
  const requests = createFakeRequests(places)
  const filings = createFakeFilings(places)
  const announcer = createFakeAnnouncer()
  const policy: Policy = { ...policyByDefault, ...own }
  const known = new Map(
    [alice, bob, carol, dave, erin, guest, samplePerson('U0CFO'), ...others].map((person) => [person.id, person]),
  )
  const find = async (id: string) => createFakePeople([...known.values()]).person(id)
  const people = { ...createFakePeople([]), person: find, fresh: () => people }
  const entity = sampleEntity()
  const resumed: string[] = []
  const news: { channel: string; news: DelegationNews }[] = []
  const ports: DecidePorts & DelegatePorts & WithdrawUnderPorts = {
    requests,
    announcer,
    people,
    filings,
    delegations: delegationsInForce({ filings, timeZoneOf: () => entity.timeZone, now: clock.now }),
    tellDelegation: async (channel, told) => news.push({ channel, news: told }) > 0,
    workflow: { resume: async (token) => void resumed.push(token) },
    rules: {
      policyFor: () => ({ policy, hash: 'p', text: '{}' }),
      labelOf: () => 'Example US',
      patience: { trialBalance: 86_400, trialBalanceStart: 900 },
      entities: [entity],
    },
    now: clock.now,
  }
  return {
    clock,
    requests,
    filings,
    announcer,
    ports,
    news,
    resumed,
    /** From now on Slack says this of them. */
    becomes: (person: Person) => void known.set(person.id, person),
    awaiting: (changes: Partial<RequestDraft> = {}): Promise<Request> =>
      requests.create(
        sampleDraft({ ...awaiting(2), policyHash: 'p', roundStartedAt: '2026-11-03T14:00:00.000Z', ...changes }),
      ),
  }
}

export type PeopleWorld = ReturnType<typeof createPeopleWorld>
