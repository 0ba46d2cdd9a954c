import type { AccountingPeriod } from '../../domain/accounting-period.ts'
import { dateIn } from '../../domain/calendar/calendar-date.ts'
import { nameIn } from '../../domain/calendar/organizations.ts'
import { type DatedPeriod, findPeriod } from '../../domain/period-reference.ts'
import type { Person } from '../../domain/person.ts'
import { type EntityFound, findEntity } from '../entities/find-entity.ts'
import type { Announcer } from '../ports/announcer.ts'
import type { People } from '../ports/people.ts'
import type { Register } from '../ports/requests.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import type { NotFound } from '../request-action.ts'

export type ReadingPorts = {
  requests: Register
  people: People
  announcer: Announcer
  rules: Rules
  now: () => Date
}

/** Who wants to see something, where, and of which entity they said it is. */
export type Reading = { personId: string; channel: string; entity: string | null }

/** Why nothing is shown. */
export type NotShown = Exclude<EntityFound, { kind: 'found' }> | { kind: 'not-a-full-member' }

type CalendarFound = { kind: 'found'; entity: Entity; person: Person; calendar: readonly AccountingPeriod[] }

export async function findCalendar(reading: Reading, ports: ReadingPorts): Promise<CalendarFound | NotShown> {
  const where = findEntity(reading, ports.rules.entities)
  if (where.kind !== 'found') return where
  const { entity } = where
  const [person, calendar] = await Promise.all([ports.people.person(reading.personId), entity.periods.list()])
  return person.isFullMember ? { kind: 'found', entity, person, calendar } : { kind: 'not-a-full-member' }
}

export type PeriodNotShown = NotShown | { kind: 'not-found'; reference: string; found: NotFound }

/** The period's name says its organisation where names repeat. */
export type PeriodFound = CalendarFound & { period: DatedPeriod; today: string }

export async function findPeriodToShow(
  { reference, ...reading }: Reading & { reference: string },
  ports: ReadingPorts,
): Promise<PeriodFound | PeriodNotShown> {
  const where = await findCalendar(reading, ports)
  if (where.kind !== 'found') return where
  const { timeZone, manageFrom } = where.entity
  const today = dateIn(timeZone, ports.now())
  const found = findPeriod(reference, where.calendar, { today, for: 'reading', manageFrom })
  if (found.kind !== 'found') return { kind: 'not-found', reference, found }
  const name = nameIn(where.calendar, found.period)
  return { ...where, period: { ...found.period, name }, today }
}
