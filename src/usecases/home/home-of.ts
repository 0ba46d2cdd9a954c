import { decisionFor, whyNotDecide } from '../../domain/approvals/approval.ts'
import { secondsBetween } from '../../domain/calendar/calendar-date.ts'
import { type Again, againOf } from '../../domain/home/again.ts'
import type { EntityAtHome, HomeOfPerson } from '../../domain/home/home.ts'
import { type Roles, rolesOf } from '../../domain/home/roles.ts'
import type { Person } from '../../domain/person.ts'
import { groupsIn } from '../../domain/policy/policy.ts'
import { readersOf } from '../../domain/reading/readers.ts'
import type { FiledException } from '../../domain/reconcile/exceptions.ts'
import { type Request, referenceOf } from '../../domain/request.ts'
import { whyNotNudge } from '../../domain/requester/nudge.ts'
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
  const mine = open.filter(({ requester }) => requester.id === person.id)
  return {
    kind: 'home',
    personId: person.id,
    toDecide,
    approved: open.filter((request) => request.status === 'awaiting' && hasApproved(request, person)),
    mine,
    ended,
    again: await againIn(parts, ended),
    mayNudge: mine.filter((request) => mayNudge(request, person, ports)).map(referenceOf),
    exceptions: parts.flatMap((part) => part.facts.exceptions).sort((a, b) => filedAt(a).localeCompare(filedAt(b))),
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

function filedAt({ log }: FiledException): string {
  return log[0]?.at ?? ''
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

/** What nothing has come after since. */
async function againIn(parts: readonly Part[], ended: readonly Request[]): Promise<Again[]> {
  const found = await Promise.all(
    ended.map(async (request) => {
      const part = parts.find(({ facts }) => facts.entity.key === request.entity)
      if (!part) return undefined
      const { requests } = await part.facts.register()
      const isOfPeriod = (one: Request) => one.entity === request.entity && one.period.id === request.period.id
      const period = part.facts.kept?.periods.find((one) => one.period.id === request.period.id)?.period
      return againOf(request, { roles: part.roles, period, ofPeriod: requests.filter(isOfPeriod) })
    }),
  )
  return found.filter((again) => again !== undefined)
}

function mayNudge(request: Request, person: Person, { now }: HomePorts): boolean {
  return whyNotNudge(request, { person, round: request.round, at: now().toISOString() }) === undefined
}

async function entityAtHome({ facts, roles }: Part): Promise<EntityAtHome> {
  const { glance, daysToClose } = await facts.register()
  return { entity: facts.entity.key, roles, glance, daysToClose }
}
