import type { AccountingPeriod } from '../../domain/accounting-period.ts'
import { dateIn } from '../../domain/calendar/calendar-date.ts'
import { nameIn } from '../../domain/calendar/organizations.ts'
import { type DatedPeriod, findPeriod, type NotFound } from '../../domain/period-reference.ts'
import type { Person } from '../../domain/person.ts'
import { type EntityFound, findEntity } from '../entities/find-entity.ts'
import { isAuditor, type MayNotRead, whyNotRead } from '../people/may-read.ts'
import type { People } from '../ports/people/people.ts'
import type { Register } from '../ports/record/requests.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import type { Announcer } from '../ports/telling/announcer.ts'

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
export type NotShown = Exclude<EntityFound, { kind: 'found' }> | { kind: 'not-a-full-member' } | MayNotRead

type ReaderFound = { kind: 'found'; entity: Entity; person: Person }
type CalendarFound = ReaderFound & { calendar: readonly AccountingPeriod[] }

/** The calendar is for every full member of the workspace, and for auditors. */
export async function findCalendar(reading: Reading, ports: ReadingPorts): Promise<CalendarFound | NotShown> {
  const where = findEntity(reading, ports.rules.entities)
  if (where.kind !== 'found') return where
  const { entity } = where
  const [person, calendar] = await Promise.all([ports.people.person(reading.personId), entity.periods.list()])
  const mayLook = person.isFullMember || (await isAuditor(person, entity, ports))
  return mayLook ? { kind: 'found', entity, person, calendar } : { kind: 'not-a-full-member' }
}

/** What is kept of an entity is for those whom its policy names. */
export async function findReader(
  reading: Reading,
  ports: Pick<ReadingPorts, 'people' | 'rules'>,
): Promise<ReaderFound | NotShown> {
  const where = findEntity(reading, ports.rules.entities)
  if (where.kind !== 'found') return where
  const { entity } = where
  const person = await ports.people.person(reading.personId)
  return (await whyNotRead(person, entity, ports)) ?? { kind: 'found', entity, person }
}

export type PeriodNotShown = NotShown | { kind: 'not-found'; reference: string; found: NotFound }

/** The period's name says its organisation where names repeat. */
export type PeriodFound = CalendarFound & { period: DatedPeriod; today: string }

export async function findPeriodToShow(
  { reference, ...reading }: Reading & { reference: string },
  ports: ReadingPorts,
): Promise<PeriodFound | PeriodNotShown> {
  const reader = await findReader(reading, ports)
  if (reader.kind !== 'found') return reader
  const { timeZone, manageFrom, periods } = reader.entity
  const calendar = await periods.list()
  const today = dateIn(timeZone, ports.now())
  const found = findPeriod(reference, calendar, { today, for: 'reading', manageFrom })
  if (found.kind !== 'found') return { kind: 'not-found', reference, found }
  const name = nameIn(calendar, found.period)
  return { ...reader, calendar, period: { ...found.period, name }, today }
}
