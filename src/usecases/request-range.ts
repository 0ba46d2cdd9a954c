import type { AccountingPeriod } from '../domain/accounting-period.ts'
import { dateIn } from '../domain/calendar/calendar-date.ts'
import { nameIn } from '../domain/calendar/organizations.ts'
import { type DatedPeriod, datedPeriods, findPeriod } from '../domain/period-reference.ts'
import { type Circumstances, type Obstacle, obstaclesToClosing } from '../domain/preconditions.ts'
import type { Request } from '../domain/request.ts'
import { findEntity } from './entities/find-entity.ts'
import { whyNotAsk } from './people/may-ask.ts'
import type { Entity } from './ports/rules.ts'
import { startRequest } from './register/start-request.ts'
import { type ActionAnswer, inFlight, type RequestActionPorts, runningOf } from './request-action.ts'

export type RangeAsked = {
  from: string
  to: string
  entity: string | null
  note: string | null
  personId: string
  channel: string
  messageId: string
}

export type RangeAnswer =
  | ActionAnswer
  | { kind: 'backwards' | 'two-organizations'; from: DatedPeriod; to: DatedPeriod }
  | { kind: 'range-obstacles'; name: string; entity: Entity; of: readonly ObstacleOf[] }

/** What stands in the way of one period of a range. */
export type ObstacleOf = { period: string; obstacle: Obstacle }

/** Someone asks to close several periods: one request that makes one after the other, each approved by itself. */
export async function requestRange(asked: RangeAsked, ports: RequestActionPorts): Promise<RangeAnswer> {
  const where = findEntity(asked, ports.rules.entities)
  if (where.kind !== 'found') return where
  const { entity } = where
  const notAllowed = await whyNotAsk({ action: 'close-range', personId: asked.personId, entity }, ports)
  if (notAllowed) return notAllowed
  const calendar = await entity.periods.list()
  const today = dateIn(entity.timeZone, ports.now())
  const [from, to] = [asked.from, asked.to].map((reference) =>
    findPeriod(reference, calendar, { today, for: 'effect' }),
  )
  if (from?.kind !== 'found') return { kind: 'not-found', reference: asked.from, found: from ?? { kind: 'missing' } }
  if (to?.kind !== 'found') return { kind: 'not-found', reference: asked.to, found: to ?? { kind: 'missing' } }
  if (from.period.startDate > to.period.startDate) return { kind: 'backwards', from: from.period, to: to.period }
  const periods = periodsBetween(from.period, to.period, calendar)
  if (!periods.includes(to.period)) return { kind: 'two-organizations', from: from.period, to: to.period }
  const running = await findRunning(periods, { entity, messageId: asked.messageId }, ports)
  if (running?.messageId === asked.messageId) return started(running, entity, ports)
  if (running) return inFlight(running, ports)
  const obstacles = obstaclesToRange(periods, { calendar, today, entity })
  const nameOf = (period: DatedPeriod) => nameIn(calendar, period)
  const first = nameOf(from.period)
  const name = from.period.id === to.period.id ? first : `${first} to ${nameOf(to.period)}`
  if (obstacles.length > 0) return { kind: 'range-obstacles', name, entity, of: obstacles }
  const request = await startRequest(
    {
      action: 'close-range',
      person: await ports.people.person(asked.personId),
      entity,
      period: { id: null, name, startDate: from.period.startDate, endDate: to.period.endDate },
      note: asked.note,
      messageId: asked.messageId,
      range: periods.map((period) => ({ periodId: period.id, name: nameOf(period), number: null, ended: null })),
    },
    ports,
  )
  return started(request, entity, ports)
}

/** In order of date, of the same organisation. */
function periodsBetween(from: DatedPeriod, to: DatedPeriod, calendar: readonly AccountingPeriod[]): DatedPeriod[] {
  const labels = from.organizationLabels.join()
  return datedPeriods(calendar).filter(
    ({ startDate, organizationLabels }) =>
      startDate >= from.startDate && startDate <= to.startDate && organizationLabels.join() === labels,
  )
}

/** What stands in the way of the first, and of each other but for the periods of the range before it. */
function obstaclesToRange(periods: readonly DatedPeriod[], around: Omit<Circumstances, 'period'>) {
  const inRange = new Set(periods.map(({ id }) => id))
  const { calendar } = around
  const afterThose = calendar.map((it): AccountingPeriod => (inRange.has(it.id) ? { ...it, status: 'Closed' } : it))
  const all = periods.flatMap((period): ObstacleOf[] =>
    obstaclesToClosing({ ...around, period, calendar: afterThose }).map((obstacle) => ({
      period: nameIn(calendar, period),
      obstacle,
    })),
  )
  const isFirst = ({ obstacle }: ObstacleOf, index: number) =>
    all.findIndex((other) => other.obstacle.kind === obstacle.kind) === index
  // Earlier periods stand in the way of all of the range alike: that is told once.
  return all.filter((it, index) => !it.obstacle.kind.startsWith('earlier-') || isFirst(it, index))
}

/** The range itself, when its message was delivered twice; or what is under way on one of the periods or on the calendar. */
async function findRunning(
  periods: readonly DatedPeriod[],
  { entity, messageId }: { entity: Entity; messageId: string },
  { requests }: RequestActionPorts,
): Promise<Request | undefined> {
  const ids = [null, ...periods.map(({ id }) => id)]
  const found = await Promise.all(ids.map((id) => requests.ofPeriod(entity.key, id)))
  return runningOf(found.flat(), messageId)
}

async function started(request: Request, entity: Entity, { workflow }: RequestActionPorts): Promise<RangeAnswer> {
  if (!request.told) await workflow.start(request, request.execution)
  return { kind: 'started', request, entity, chosen: 'named' }
}
