import { dateIn } from '../../domain/calendar/calendar-date.ts'
import { nameIn } from '../../domain/calendar/organizations.ts'
import { datedPeriods } from '../../domain/period-reference.ts'
import {
  type CalendarPage,
  calendarPage,
  fiscalYearsOf,
  type ListAsked,
  notClosedIn,
} from '../../domain/reading/calendar-page.ts'
import type { Entity } from '../ports/rules.ts'
import { findCalendar, type NotShown, type Reading, type ReadingPorts } from './find-calendar.ts'

/** How many periods there are, how many that are managed here are not closed, and the earliest of those by name. */
type WholeCalendar = {
  periods: number
  notClosed: number
  earliest: string | null
  /** Not closed, and left to Zuora's own pages. */
  older: number
  fiscalYears: readonly number[]
}

export type ListAnswer =
  | {
      kind: 'listed'
      entity: Entity
      page: CalendarPage
      of: WholeCalendar
    }
  | NotShown

/** A page of the calendar; the open-ended period is not offered. */
export async function listPeriods(asked: Reading & ListAsked, ports: ReadingPorts): Promise<ListAnswer> {
  const where = await findCalendar(asked, ports)
  if (where.kind !== 'found') return where
  const { entity, calendar } = where
  const periods = datedPeriods(calendar)
  const { show, fiscalYear, page } = asked
  const today = dateIn(entity.timeZone, ports.now())
  const { managed, older } = notClosedIn(periods, { entity })
  return {
    kind: 'listed',
    entity,
    page: calendarPage({ show, fiscalYear, page }, periods, { calendar, today, entity }),
    of: {
      periods: periods.length,
      notClosed: managed.length,
      earliest: managed[0] ? nameIn(calendar, managed[0]) : null,
      older: older.length,
      fiscalYears: fiscalYearsOf(periods),
    },
  }
}
