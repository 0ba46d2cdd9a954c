import type { AccountingPeriod } from '../domain/accounting-period.ts'
import { dateIn } from '../domain/calendar/calendar-date.ts'
import { calendarFacts, nextAfter } from '../domain/calendar/neighbours.ts'
import type { PeriodFields } from '../domain/calendar/period-fields.ts'
import { isDated } from '../domain/period-reference.ts'
import { obstaclesToChange } from '../domain/preconditions.ts'
import type { Request } from '../domain/request.ts'
import { findEntity } from './entities/find-entity.ts'
import { whyNotAsk } from './people/may-ask.ts'
import type { Register } from './ports/requests.ts'
import type { Entity } from './ports/rules.ts'
import { startRequest } from './register/start-request.ts'
import { type ActionAnswer, inFlight, type RequestActionPorts, runningOf } from './request-action.ts'

/** A form that was submitted. `fields` are those that the person changed; for a new period, all. */
export type ChangeAsked = {
  action: 'create' | 'update' | 'update-dates'
  entity: string
  /** Null for a new period. */
  periodId: string | null
  fields: PeriodFields
  personId: string
  channel: string
  messageId: string
}

export type ChangeAnswer = ActionAnswer | { kind: 'period-gone' }

export async function requestChange(asked: ChangeAsked, ports: RequestActionPorts): Promise<ChangeAnswer> {
  const where = findEntity(asked, ports.rules.entities)
  if (where.kind !== 'found') return where
  const { entity } = where
  const notAllowed = await whyNotAsk({ ...asked, entity }, ports)
  if (notAllowed) return notAllowed
  const calendar = await entity.periods.list()
  const period = calendar.find(({ id }) => id === asked.periodId)
  if (asked.periodId !== null && (!period || !isDated(period))) return { kind: 'period-gone' }
  const neighbour =
    asked.action === 'update-dates' && period && isDated(period) ? nextAfter(period, calendar) : undefined
  const running = await findRunning([asked.periodId, neighbour?.id], { entity, messageId: asked.messageId }, ports)
  if (running?.messageId === asked.messageId) return started(running, entity, ports)
  if (running) return inFlight(running, ports)
  const { action, messageId } = asked
  const fields = action === 'create' ? ofOrganization(asked.fields, calendar) : asked.fields
  const obstacles = obstaclesToChange({ action, period, calendar, fields, entity })
  const subject = subjectOf(period, fields)
  if (obstacles.length > 0) {
    const today = dateIn(entity.timeZone, ports.now())
    return { kind: 'obstacles', action, period: subject, entity, obstacles, today }
  }
  const person = await ports.people.person(asked.personId)
  const request = await startRequest(
    { action, person, entity, period: subject, note: null, messageId, fields, neighbourId: neighbour?.id ?? null },
    ports,
  )
  return started(request, entity, ports)
}

/** Under Multi-Org Zuora wants to know whose a new period is; where the entity is of one organisation, that is known. */
function ofOrganization(fields: PeriodFields, calendar: readonly AccountingPeriod[]): PeriodFields {
  const { organizations } = calendarFacts(calendar)
  return organizations === undefined ? fields : { organizationLabels: organizations, ...fields }
}

function subjectOf(period: AccountingPeriod | undefined, fields: PeriodFields): Request['period'] {
  const { id = null, name = fields.name ?? '', startDate = fields.startDate ?? '' } = period ?? {}
  return { id, name, startDate, endDate: period?.endDate ?? fields.endDate ?? '' }
}

/** "Refused while a request is active on it or a neighbour"; a new period, while the calendar is being changed. */
export async function findRunning(
  ids: readonly (string | null | undefined)[],
  { entity, messageId }: { entity: Entity; messageId: string },
  { requests }: { requests: Register },
): Promise<Request | undefined> {
  const wanted = ids.filter((id) => id !== undefined)
  const found = await Promise.all(wanted.map((id) => requests.ofPeriod(entity.key, id)))
  return runningOf(found.flat(), messageId)
}

async function started(request: Request, entity: Entity, { workflow }: RequestActionPorts): Promise<ChangeAnswer> {
  if (!request.told) await workflow.start(request, request.execution)
  return { kind: 'started', request, entity, chosen: 'named' }
}
