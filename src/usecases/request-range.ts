import { dateIn } from '../domain/calendar/calendar-date.ts'
import { nameIn } from '../domain/calendar/organizations.ts'
import { type DatedPeriod, findPeriod } from '../domain/period-reference.ts'
import { type ObstacleOf, obstaclesToRange, periodsBetween } from '../domain/ranges.ts'
import { findEntity } from './entities/find-entity.ts'
import { askerOf } from './people/asker.ts'
import { whyNotAsk } from './people/may-ask.ts'
import { plannedFor } from './planned-for.ts'
import type { Entity } from './ports/rules.ts'
import { findRunning, inFlight, started } from './register/running-request.ts'
import { startRequest } from './register/start-request.ts'
import type { ActionAnswer, RequestActionPorts } from './request-action.ts'

export type RangeAsked = {
  from: string
  to: string
  entity: string | null
  note: string | null
  notBefore?: string | undefined
  personId: string
  channel: string
  messageId: string
  words?: string | undefined
  slackTs?: string | undefined
}

export type RangeAnswer =
  | ActionAnswer
  | { kind: 'backwards' | 'two-organizations'; from: DatedPeriod; to: DatedPeriod }
  | { kind: 'range-obstacles'; name: string; entity: Entity; of: readonly ObstacleOf[] }

/** Someone asks to close several periods: one request that makes one after the other, each approved by itself. */
export async function requestRange(asked: RangeAsked, ports: RequestActionPorts): Promise<RangeAnswer> {
  const where = findEntity(asked, ports.rules.entities)
  if (where.kind !== 'found') return where
  const { entity } = where
  const notAllowed = await whyNotAsk({ action: 'close-range', personId: asked.personId, entity }, ports)
  if (notAllowed) return notAllowed
  const planned = plannedFor({ ...asked, action: 'close-range' }, entity, ports.now())
  if (planned.kind === 'not-planned') return planned
  const calendar = await entity.periods.list()
  const today = dateIn(entity.timeZone, ports.now())
  const [from, to] = [asked.from, asked.to].map((reference) =>
    findPeriod(reference, calendar, { today, for: 'effect', manageFrom: entity.manageFrom }),
  )
  if (from?.kind !== 'found') return { kind: 'not-found', reference: asked.from, found: from ?? { kind: 'missing' } }
  if (to?.kind !== 'found') return { kind: 'not-found', reference: asked.to, found: to ?? { kind: 'missing' } }
  if (from.period.startDate > to.period.startDate) return { kind: 'backwards', from: from.period, to: to.period }
  const periods = periodsBetween(from.period, to.period, calendar)
  if (!periods.includes(to.period)) return { kind: 'two-organizations', from: from.period, to: to.period }
  const held = [null, ...periods.map(({ id }) => id)]
  const running = await findRunning(held, { entity, messageId: asked.messageId }, ports)
  if (running?.messageId === asked.messageId) return started(running, { entity }, ports)
  if (running) return inFlight(running, ports)
  const obstacles = obstaclesToRange(periods, { calendar, today, entity })
  const nameOf = (period: DatedPeriod) => nameIn(calendar, period)
  const first = nameOf(from.period)
  const name = from.period.id === to.period.id ? first : `${first} to ${nameOf(to.period)}`
  if (obstacles.length > 0) return { kind: 'range-obstacles', name, entity, of: obstacles }
  const request = await startRequest(
    {
      action: 'close-range',
      ...(await askerOf({ action: 'close-range', personId: asked.personId, entity }, ports)),
      words: asked.words,
      slackTs: asked.slackTs,
      entity,
      period: { id: null, name, startDate: from.period.startDate, endDate: to.period.endDate },
      note: asked.note,
      messageId: asked.messageId,
      range: periods.map((period) => ({ periodId: period.id, name: nameOf(period), number: null, ended: null })),
    },
    ports,
  )
  return started(request, { entity }, ports)
}
