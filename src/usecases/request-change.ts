import type { AccountingPeriod } from '../domain/accounting-period.ts'
import { dateIn } from '../domain/calendar/calendar-date.ts'
import { calendarFacts, nextAfter } from '../domain/calendar/neighbours.ts'
import { nameIn, organizationsOf } from '../domain/calendar/organizations.ts'
import { fieldsOf, type PeriodFields } from '../domain/calendar/period-fields.ts'
import { isDated } from '../domain/period-reference.ts'
import { obstaclesToChange } from '../domain/preconditions.ts'
import type { Request } from '../domain/request.ts'
import { findEntity } from './entities/find-entity.ts'
import { askerOf } from './people/asker.ts'
import { whyNotAsk } from './people/may-ask.ts'
import { findMovingStart, findRunning, inFlight, started } from './register/running-request.ts'
import { startRequest } from './register/start-request.ts'
import type { ActionAnswer, RequestActionPorts } from './request-action.ts'

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
  slackTs?: string | undefined
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
  // "Refused while a request is active on it or a neighbour"; a new period, while the calendar is being changed.
  const held = neighbour ? [asked.periodId, neighbour.id] : [asked.periodId]
  const running =
    (await findRunning(held, { entity, messageId: asked.messageId }, ports)) ??
    (period && isDated(period) ? await findMovingStart({ period, calendar }, entity, ports) : undefined)
  if (running?.messageId === asked.messageId) return started(running, { entity }, ports)
  if (running) return inFlight(running, ports)
  const { action, messageId } = asked
  const own = fieldsOf(action, asked.fields)
  const fields = action === 'create' ? ofOrganization(own, calendar) : own
  const obstacles = obstaclesToChange({ action, period, calendar, fields, entity })
  const subject = subjectOf(period, fields, calendar)
  if (obstacles.length > 0) {
    const today = dateIn(entity.timeZone, ports.now())
    return { kind: 'obstacles', action, period: subject, entity, obstacles, today }
  }
  const asker = await askerOf({ ...asked, entity }, ports)
  const request = await startRequest(
    {
      action,
      ...asker,
      slackTs: asked.slackTs,
      entity,
      period: subject,
      note: null,
      messageId,
      fields,
      neighbourId: neighbour?.id ?? null,
    },
    ports,
  )
  return started(request, { entity }, ports)
}

/** Under Multi-Org Zuora wants to know whose a new period is; where the entity is of one organisation, that is known. */
function ofOrganization(fields: PeriodFields, calendar: readonly AccountingPeriod[]): PeriodFields {
  const { organizations: own } = calendarFacts(calendar)
  const { organizationLabels: given, ...rest } = fields
  const known = new Set(organizationsOf(calendar).flat())
  const organizationLabels = given?.filter((label) => known.has(label)) ?? own
  return organizationLabels === undefined ? rest : { organizationLabels, ...rest }
}

/** A new period by the name that it will have, by which it is looked for; one that there is, as it is told from the others. */
function subjectOf(
  period: AccountingPeriod | undefined,
  fields: PeriodFields,
  calendar: readonly AccountingPeriod[],
): Request['period'] {
  const { name = '', startDate = '', endDate = '' } = fields
  if (!period) return { id: null, name, startDate, endDate }
  return {
    id: period.id,
    name: nameIn(calendar, period),
    startDate: period.startDate,
    endDate: period.endDate ?? endDate,
  }
}
