import type { AccountingPeriod } from '../domain/accounting-period.ts'
import { dateIn } from '../domain/calendar/calendar-date.ts'
import { nameIn } from '../domain/calendar/organizations.ts'
import { type Filed, withFound } from '../domain/evidence/filed.ts'
import { type DatedPeriod, type Found, findByBeginning, findPeriod, type NotFound } from '../domain/period-reference.ts'
import type { Action } from '../domain/policy/policy.ts'
import {
  type Circumstances,
  type Obstacle,
  obstaclesThen,
  obstaclesToChange,
  obstaclesToClosing,
  obstaclesToPendingClose,
  obstaclesToTrialBalance,
  requiredItemsLeft,
  withNotChecked,
} from '../domain/preconditions.ts'
import { earlierIn } from '../domain/reading/earlier.ts'
import { type EntityFound, findEntity } from './entities/find-entity.ts'
import { splitNamedEntity } from './entities/named-behind-period.ts'
import { askerOf } from './people/asker.ts'
import { type MayNotAsk, whyNotAsk } from './people/may-ask.ts'
import { type NotPlanned, type PlannedFor, plannedFor } from './planned-for.ts'
import type { People } from './ports/people/people.ts'
import type { Register, Requests } from './ports/record/requests.ts'
import type { Entity, Rules } from './ports/rules.ts'
import type { Announcer } from './ports/telling/announcer.ts'
import type { Start } from './ports/workflow.ts'
import { lookBeforeRequest } from './reconcile/look-before-request.ts'
import type { ReconcilePorts } from './reconcile/reconcile-ports.ts'
import {
  findMovingStart,
  type InFlight,
  inFlight,
  runningOf,
  type Started,
  started,
} from './register/running-request.ts'
import { startRequest } from './register/start-request.ts'

export type RequestActionPorts = {
  requests: Requests & Register
  people: People
  workflow: Start
  announcer: Announcer
  rules: Rules
  now: () => Date
}

/** An action on one period that a person names. */
export type NamedAction = Extract<Action, 'trial-balance' | 'pending-close' | 'close' | 'reopen' | 'delete'>

export type ActionAsked = {
  action: NamedAction
  /** For a reopen, the reason follows the period. */
  reference: string
  entity: string | null
  note: string | null
  /** What was typed behind `not-before`; it begins at once without. */
  notBefore?: string | undefined
  personId: string
  channel: string
  messageId: string
  /** What they typed, where they did. */
  words?: string | undefined
  slackTs?: string | undefined
}

export type ActionAnswer =
  | Started
  | Exclude<EntityFound, { kind: 'found' }>
  | MayNotAsk
  | { kind: 'not-found'; reference: string; found: NotFound }
  | { kind: 'reason-missing'; period: DatedPeriod }
  | InFlight
  | NotPlanned
  | {
      kind: 'obstacles'
      action: Action
      period: { name: string }
      entity: Entity
      obstacles: readonly Obstacle[]
      today: string
    }

/** Someone asks for an action: every reason against it is told at once; otherwise the request is numbered and started. */
export async function requestAction(
  given: ActionAsked,
  ports: RequestActionPorts & ReconcilePorts,
): Promise<ActionAnswer> {
  const asked = given.action === 'reopen' ? await splitNamedEntity(given, ports) : given
  const where = findEntity(asked, ports.rules.entities)
  if (where.kind !== 'found') return where
  const { entity } = where
  const notAllowed = await whyNotAsk({ ...asked, entity }, ports)
  if (notAllowed) return notAllowed
  const calendar = await entity.periods.list()
  const today = dateIn(entity.timeZone, ports.now())
  const { found, note } = readReference(asked, calendar, { today, entity })
  if (found.kind !== 'found') return { kind: 'not-found', reference: asked.reference, found }
  const period = { ...found.period, name: nameIn(calendar, found.period) }
  if (asked.action === 'reopen' && note === null) return { kind: 'reason-missing', period }
  const ofPeriod = await ports.requests.ofPeriod(entity.key, period.id)
  const running = runningOf(ofPeriod, asked.messageId) ?? (await findMovingStart({ period, calendar }, entity, ports))
  if (running?.messageId === asked.messageId) return started(running, { entity, chosen: found.because }, ports)
  if (running) return inFlight(running, ports)
  const planned = plannedFor(asked, entity, ports.now())
  if (planned.kind === 'not-planned') return planned
  const obstacles = await findObstacles(asked.action, { period: found.period, calendar, entity }, planned)
  if (obstacles.length > 0)
    return { kind: 'obstacles', action: asked.action, period, entity, obstacles, today: planned.day }
  const asker = await askerOf({ ...asked, entity }, ports)
  const { action, messageId, words, slackTs } = asked
  const { id, name, startDate, endDate } = period
  const toStart = {
    action,
    ...asker,
    entity,
    period: { id, name, startDate, endDate },
    notBefore: planned.notBefore,
    note,
    messageId,
    words,
    slackTs,
  }
  const filed = await filingsNow(action, { entity, period: found.period }, ports)
  const request = await startRequest({ ...toStart, earlier: earlierIn({ requests: ofPeriod, filed }, action) }, ports)
  return started(request, { entity, chosen: found.because }, ports)
}

/** The period of a reopen is the longest beginning that names one; what follows is the reason, unless it is known apart. */
function readReference(
  { action, reference, note }: ActionAsked,
  calendar: readonly Circumstances['period'][],
  { today, entity: { manageFrom } }: Pick<Circumstances, 'today' | 'entity'>,
): { found: Found; note: string | null } {
  const asked = { today, for: 'effect', manageFrom } as const
  if (action !== 'reopen') return { found: findPeriod(reference, calendar, asked), note }
  const { found, rest } =
    note === null
      ? findByBeginning(reference, calendar, asked)
      : { found: findPeriod(reference, calendar, asked), rest: note }
  const reason = rest.replace(/^(note|because|reason):\s*/i, '').trim()
  return { found, note: reason === '' ? null : reason }
}

/** Before a period is closed again it is looked whether others opened it since the last look. */
async function filingsNow(
  action: NamedAction,
  { entity, period }: { entity: Entity; period: AccountingPeriod },
  ports: ReconcilePorts,
): Promise<Filed[]> {
  const isClosing = action === 'close' || action === 'pending-close'
  const found = isClosing ? await lookBeforeRequest(entity, period, ports) : []
  return withFound(await ports.filings.filingsOfPeriod(entity.key, period.id), found)
}

/** When the calendar is against it anyway, what else would be is told in the same answer. */
async function findObstacles(
  action: NamedAction,
  of: Omit<Circumstances, 'today'> & { period: DatedPeriod; entity: Entity },
  { notBefore, day: today }: PlannedFor,
): Promise<Obstacle[]> {
  const circumstances = { ...of, today }
  if (action === 'trial-balance') return obstaclesToTrialBalance(circumstances)
  if (action === 'reopen' || action === 'delete') return obstaclesToChange({ action, ...circumstances, fields: null })
  const rules = action === 'close' ? obstaclesToClosing : obstaclesToPendingClose
  const obstacles = rules(circumstances)
  // What is to be cleared then may come and go until then.
  if (notBefore !== null) return obstaclesThen(obstacles)
  if (obstacles.length === 0 || circumstances.period.status === 'Closed') return obstacles
  const scans = await circumstances.entity.blockers.scan(circumstances.period)
  return withNotChecked([...obstacles, ...requiredItemsLeft(scans)], scans)
}
