import type { AccountingPeriod } from '../domain/accounting-period.ts'
import type { Scan } from '../domain/blockers.ts'
import { dateIn } from '../domain/calendar-date.ts'
import { type DatedPeriod, datedPeriods, findPeriod } from '../domain/period-reference.ts'
import { type Obstacle, obstaclesToClosing } from '../domain/preconditions.ts'
import type { Request } from '../domain/request.ts'
import { type EntityFound, findEntity } from './find-entity.ts'
import type { Entity, People, Register, Rules } from './ports.ts'
import type { NotFound } from './request-action.ts'

export type ShowPorts = { requests: Register; people: People; rules: Rules; now: () => Date }

export type ListAnswer =
  | { kind: 'listed'; entity: Entity; periods: readonly DatedPeriod[] }
  | Exclude<EntityFound, { kind: 'found' }>
  | { kind: 'not-a-full-member' }

export type ShowAnswer =
  | {
      kind: 'shown'
      entity: Entity
      period: DatedPeriod
      obstacles: readonly Obstacle[]
      scans: readonly Scan[]
      requests: readonly Request[]
    }
  | { kind: 'not-found'; reference: string; found: NotFound }
  | Exclude<EntityFound, { kind: 'found' }>
  | { kind: 'not-a-full-member' }

export type Asking = { personId: string; channel: string; entity: string | null }

/** The calendar in order of date; the open-ended period is not offered. */
export async function listPeriods(asking: Asking, ports: ShowPorts): Promise<ListAnswer> {
  const where = findEntity(asking, ports.rules.entities)
  if (where.kind !== 'found') return where
  const { entity } = where
  const [person, periods] = await Promise.all([ports.people.person(asking.personId), entity.periods.list()])
  if (!person.isFullMember) return { kind: 'not-a-full-member' }
  return { kind: 'listed', entity, periods: datedPeriods(periods) }
}

/** One period: what is known of it, what stands in the way of its close, and what was asked of it here. */
export async function showPeriod(asking: Asking & { reference: string }, ports: ShowPorts): Promise<ShowAnswer> {
  const where = findEntity(asking, ports.rules.entities)
  if (where.kind !== 'found') return where
  const { entity } = where
  const [person, calendar] = await Promise.all([ports.people.person(asking.personId), entity.periods.list()])
  if (!person.isFullMember) return { kind: 'not-a-full-member' }
  const today = dateIn(entity.timeZone, ports.now())
  const found = findPeriod(asking.reference, calendar, { today, for: 'reading' })
  if (found.kind !== 'found') return { kind: 'not-found', reference: asking.reference, found }
  const { period } = found
  const [scans, requests] = await Promise.all([
    period.status === 'Closed' ? [] : entity.blockers.scan(period),
    ports.requests.ofPeriod(entity.key, period.id),
  ])
  return { kind: 'shown', entity, period, obstacles: obstaclesIn(period, calendar, today), scans, requests }
}

function obstaclesIn(period: DatedPeriod, calendar: readonly AccountingPeriod[], today: string): Obstacle[] {
  return period.status === 'Closed' ? [] : obstaclesToClosing({ period, calendar, today })
}
