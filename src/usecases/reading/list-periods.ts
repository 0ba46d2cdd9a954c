import { dateIn } from '../../domain/calendar/calendar-date.ts'
import { nameIn } from '../../domain/calendar/organizations.ts'
import { datedPeriods } from '../../domain/period-reference.ts'
import {
  type CalendarPage,
  calendarPage,
  fiscalYearsOf,
  type ListAsked,
  type ListedPeriod,
  notClosedIn,
} from '../../domain/reading/calendar-page.ts'
import type { OfferedAction } from '../../domain/reading/possible-actions.ts'
import { type UnderWay, underWayByPeriod } from '../../domain/reading/under-way.ts'
import type { OpenRequests, Requests } from '../ports/record/requests.ts'
import type { Entity } from '../ports/rules.ts'
import { findCalendar, type NotShown, type Reading, type ReadingPorts } from './find-calendar.ts'
import { allowedTo } from './offered-actions.ts'

/** How many periods there are, how many that are managed here are not closed, and the earliest of those by name. */
type WholeCalendar = {
  periods: number
  notClosed: number
  earliest: string | null
  /** Not closed, and left to Zuora's own pages. */
  older: number
  /** Those around the earliest first. */
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

export type ListPorts = ReadingPorts & { requests: OpenRequests & Pick<Requests, 'read'> }

/** A page of the calendar; the open-ended period is not offered. */
export async function listPeriods(asked: Reading & ListAsked, ports: ListPorts): Promise<ListAnswer> {
  const where = await findCalendar(asked, ports)
  if (where.kind !== 'found') return where
  const { entity, calendar, person } = where
  const periods = datedPeriods(calendar)
  const { show, fiscalYear, page } = asked
  const today = dateIn(entity.timeZone, ports.now())
  const { managed, older } = notClosedIn(periods, { entity })
  const [underWay, offered] = await Promise.all([
    underWayIn(entity, ports),
    allowedTo({ person, entity }, ['close', 'reopen'], ports),
  ])
  const shown = calendarPage({ show, fiscalYear, page }, periods, { calendar, today, entity, underWay })
  return {
    kind: 'listed',
    entity,
    page: { ...shown, years: shown.years.map((year) => withoutOthers(year, offered)) },
    of: {
      periods: periods.length,
      notClosed: managed.length,
      earliest: managed[0] ? nameIn(calendar, managed[0]) : null,
      older: older.length,
      fiscalYears: fiscalYearsOf(periods, { entity }),
    },
  }
}

/** What this person may not ask for is not offered to them. */
function withoutOthers(
  year: CalendarPage['years'][number],
  offered: readonly OfferedAction[],
): CalendarPage['years'][number] {
  const mayBeSaid = (next: ListedPeriod['next']) => (next !== 'close' && next !== 'reopen') || offered.includes(next)
  return {
    ...year,
    periods: year.periods.map((one): ListedPeriod => (mayBeSaid(one.next) ? one : { ...one, next: 'nothing' })),
  }
}

/** From what is not told yet, which is little, not period by period. */
async function underWayIn(
  { key }: Entity,
  { requests }: Pick<ListPorts, 'requests'>,
): Promise<ReadonlyMap<string, UnderWay>> {
  const open = (await requests.open()).filter(({ entity }) => entity === key)
  const read = await Promise.all(open.map((one) => requests.read(one)))
  return underWayByPeriod(read.filter((request) => request !== undefined))
}
