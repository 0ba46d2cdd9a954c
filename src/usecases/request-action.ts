import { dateIn } from '../domain/calendar-date.ts'
import { type DatedPeriod, type Found, findPeriod } from '../domain/period-reference.ts'
import type { Person } from '../domain/person.ts'
import { type Action, approversFor, type Principal, requestersFor, ruleFor } from '../domain/policy.ts'
import {
  type Circumstances,
  type Obstacle,
  obstaclesToClosing,
  obstaclesToPendingClose,
  obstaclesToTrialBalance,
  requiredItemsLeft,
  withNotChecked,
} from '../domain/preconditions.ts'
import type { Request } from '../domain/request.ts'
import { findAuthority, resolvePrincipals } from './authority.ts'
import { findEntity } from './find-entity.ts'
import type { Announcer, Entity, People, Register, Requests, Rules, Start } from './ports.ts'
import { startRequest } from './start-request.ts'

export type RequestActionPorts = {
  requests: Requests & Register
  people: People
  workflow: Start
  announcer: Announcer
  rules: Rules
  now: () => Date
}

export type ActionAsked = {
  action: Exclude<Action, 'set-back-to-open'>
  reference: string
  note: string | null
  personId: string
  channel: string
  messageId: string
}

export type NotFound = Exclude<Found, { kind: 'found' }>

export type ActionAnswer =
  | { kind: 'started'; request: Request; entity: Entity; chosen: 'named' | 'month' | 'next' | 'current' }
  | { kind: 'which-entity'; entities: readonly Entity[] }
  | { kind: 'not-a-full-member' }
  | { kind: 'not-in-policy'; action: Action }
  | { kind: 'not-a-requester'; action: Action; requesters: readonly Principal[] }
  | { kind: 'too-few-approvers'; needed: number; others: number }
  | { kind: 'not-found'; reference: string; found: NotFound }
  | { kind: 'in-flight'; request: Request; link: string | null }
  | {
      kind: 'obstacles'
      action: Action
      period: DatedPeriod
      entity: Entity
      obstacles: readonly Obstacle[]
      today: string
    }

/** Someone asks for an action: every reason against it is told at once; otherwise the request is numbered and started. */
export async function requestAction(asked: ActionAsked, ports: RequestActionPorts): Promise<ActionAnswer> {
  const entity = findEntity(asked.channel, ports.rules.entities)
  if (!entity) return { kind: 'which-entity', entities: ports.rules.entities }
  const person = await ports.people.person(asked.personId)
  const notAllowed = await whyNotAllowed(asked, person, ports)
  if (notAllowed) return notAllowed
  const calendar = await entity.periods.list()
  const today = dateIn(entity.timeZone, ports.now())
  const found = findPeriod(asked.reference, calendar, { today, for: 'effect' })
  if (found.kind !== 'found') return { kind: 'not-found', reference: asked.reference, found }
  const running = await findRunning(asked, { entity, periodId: found.period.id }, ports)
  if (running?.messageId === asked.messageId) return started(running, entity, found, ports)
  if (running) return inFlight(running, ports)
  const obstacles = await findObstacles(asked.action, { period: found.period, calendar, today }, entity)
  if (obstacles.length > 0) {
    return { kind: 'obstacles', action: asked.action, period: found.period, entity, obstacles, today }
  }
  const request = await startRequest({ ...asked, person, entity, period: found.period, setsBack: null }, ports)
  return started(request, entity, found, ports)
}

async function whyNotAllowed(
  { action, personId }: ActionAsked,
  person: Person,
  { rules, people }: RequestActionPorts,
): Promise<ActionAnswer | undefined> {
  if (!person.isFullMember) return { kind: 'not-a-full-member' }
  const rule = ruleFor(rules.policy, action)
  if (!rule) return { kind: 'not-in-policy', action }
  const requesters = requestersFor(rules.policy, action)
  if (!(await findAuthority(personId, requesters, people))) return { kind: 'not-a-requester', action, requesters }
  const approvers = await resolvePrincipals(approversFor(rules.policy, action), people)
  const others = approvers.filter((id) => id !== personId).length
  return others < rule.approvals ? { kind: 'too-few-approvers', needed: rule.approvals, others } : undefined
}

/** The same message delivered twice finds its own request, finished or not. */
async function findRunning(
  { messageId }: ActionAsked,
  { entity, periodId }: { entity: Entity; periodId: string },
  { requests }: RequestActionPorts,
): Promise<Request | undefined> {
  const ofPeriod = await requests.ofPeriod(entity.key, periodId)
  const own = ofPeriod.find((request) => request.messageId === messageId)
  return own ?? ofPeriod.find(({ status }) => status !== 'finished')
}

async function inFlight(request: Request, { announcer }: RequestActionPorts): Promise<ActionAnswer> {
  const link = request.statusMessage ? await announcer.linkTo(request.statusMessage) : null
  return { kind: 'in-flight', request, link }
}

/** Starting again what was started is no error: the process may have died between the two. */
async function started(
  request: Request,
  entity: Entity,
  { because }: Extract<Found, { kind: 'found' }>,
  { workflow }: RequestActionPorts,
): Promise<ActionAnswer> {
  if (!request.told) await workflow.start(request, request.execution)
  return { kind: 'started', request, entity, chosen: because }
}

/** When the calendar is against it anyway, what else would be is told in the same answer. */
async function findObstacles(
  action: ActionAsked['action'],
  circumstances: Circumstances & { period: DatedPeriod },
  entity: Entity,
): Promise<Obstacle[]> {
  if (action === 'trial-balance') return obstaclesToTrialBalance(circumstances)
  const rules = action === 'close' ? obstaclesToClosing : obstaclesToPendingClose
  const obstacles = rules(circumstances)
  if (obstacles.length === 0 || circumstances.period.status === 'Closed') return obstacles
  const scans = await entity.blockers.scan(circumstances.period)
  return withNotChecked([...obstacles, ...requiredItemsLeft(scans)], scans)
}
