import { decisionFor, whyNotDecide } from '../../domain/approvals/approval.ts'
import { secondsBetween } from '../../domain/calendar/calendar-date.ts'
import type { EntityAtHome, HomeOfPerson } from '../../domain/home/home.ts'
import { type Roles, rolesOf } from '../../domain/home/roles.ts'
import type { Person } from '../../domain/person.ts'
import { groupsIn } from '../../domain/policy/policy.ts'
import { readersOf } from '../../domain/reading/readers.ts'
import type { Request } from '../../domain/request.ts'
import { authorityNow } from '../people/approver-authority.ts'
import { comingFor } from './coming-for.ts'
import type { EntityFacts } from './entity-facts.ts'
import type { HomePorts } from './home-ports.ts'

const endedForSeconds = 14 * 86_400
const mostEnded = 5

type Part = { facts: EntityFacts; roles: Roles }

/** What is this person's, of the entities whose policy names them, and nothing of the others. */
export async function homeOf(personId: string, facts: readonly EntityFacts[], ports: HomePorts): Promise<HomeOfPerson> {
  const person = await ports.people.person(personId)
  const parts = await partsOf(person, facts, ports)
  if (parts.length === 0) return noPart(person, facts, ports)
  const open = parts.flatMap((part) => part.facts.open)
  const [toDecide, entities, ended, coming] = await Promise.all([
    waitingFor(person, open, ports),
    Promise.all(parts.map(entityAtHome)),
    endedLately(person, parts, ports),
    comingFor(
      person.id,
      parts.map((part) => part.facts),
      ports,
    ),
  ])
  return {
    kind: 'home',
    personId: person.id,
    toDecide,
    approved: open.filter((request) => request.status === 'awaiting' && hasApproved(request, person)),
    mine: open.filter(({ requester }) => requester.id === person.id),
    ended,
    exceptions: parts.flatMap((part) => part.facts.exceptions),
    entities,
    coming,
  }
}

/** The entities that a person has a part in. */
export async function partsOf(
  person: Person,
  facts: readonly EntityFacts[],
  { people, rules }: Pick<HomePorts, 'people' | 'rules'>,
): Promise<Part[]> {
  const found = await Promise.all(
    facts.map(async (one): Promise<Part[]> => {
      const { policy } = rules.policyFor(one.entity.key)
      const members = await people.members(groupsIn(readersOf(policy)))
      const roles = rolesOf(person, policy, { members, inForce: one.inForce })
      return roles ? [{ facts: one, roles }] : []
    }),
  )
  return found.flat()
}

function noPart(person: Person, facts: readonly EntityFacts[], { rules, admin }: HomePorts): HomeOfPerson {
  const ask = facts.flatMap(({ entity }) => rules.policyFor(entity.key).policy.requesters)
  return { kind: 'no-part', ask: [...new Set(ask)], admin, isFullMember: person.isFullMember }
}

/** Which this person could decide now; what expires first comes first. */
async function waitingFor(person: Person, open: readonly Request[], ports: HomePorts): Promise<Request[]> {
  const awaiting = open.filter(({ status }) => status === 'awaiting')
  const at = ports.now().toISOString()
  const counts = await Promise.all(
    awaiting.map(async (request) => {
      const authority = await authorityNow(request, person.id, ports)
      const { hash: policyHash } = ports.rules.policyFor(request.entity)
      return whyNotDecide(request, { person, round: request.round, at, policyHash }, authority) === undefined
    }),
  )
  return awaiting
    .filter((_, index) => counts[index])
    .sort((a, b) => (a.expiresAt ?? '').localeCompare(b.expiresAt ?? ''))
}

function hasApproved(request: Request, person: Person): boolean {
  return request.stopped === null && decisionFor(request, person)?.kind === 'approved'
}

async function endedLately(person: Person, parts: readonly Part[], { now }: HomePorts): Promise<Request[]> {
  const registers = await Promise.all(parts.map(({ facts }) => facts.register()))
  const at = now().toISOString()
  return registers
    .flatMap(({ requests }) => requests)
    .filter(({ requester, outcome }) => requester.id === person.id && outcome !== null)
    .filter(({ log }) => secondsBetween(log.at(-1)?.at ?? '', at) < endedForSeconds)
    .sort((a, b) => (b.log.at(-1)?.at ?? '').localeCompare(a.log.at(-1)?.at ?? ''))
    .slice(0, mostEnded)
}

async function entityAtHome({ facts, roles }: Part): Promise<EntityAtHome> {
  const { glance, daysToClose } = await facts.register()
  return { entity: facts.entity.key, roles, glance, daysToClose }
}
