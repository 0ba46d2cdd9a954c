import type { AccountingPeriod } from '../accounting-period.ts'
import { isBeforeManaged, organizationsBelow } from '../calendar/calendar-rules.ts'
import { nameIn, sharesOrganization } from '../calendar/organizations.ts'
import { type DatedPeriod, datedPeriods, isDated } from '../period-reference.ts'
import type { Circumstances, Obstacle } from './obstacle.ts'

/** Ours: a period whose last day has not passed is still being posted to. */
export function notEnded({ period, today }: Circumstances): Obstacle[] {
  if (period.endDate !== null && period.endDate < today) return []
  return [{ kind: 'not-ended', endDate: period.endDate ?? 'open-ended', today }]
}

/** Ours: what ended before the month from which on periods are managed here is left to Zuora's own pages. */
export function notManaged({ period, entity }: Pick<Circumstances, 'period' | 'entity'>): Obstacle[] {
  const { manageFrom } = entity
  if (manageFrom === null || !isBeforeManaged(period, entity)) return []
  return [{ kind: 'not-managed', manageFrom }]
}

/** "All prior accounting periods must be closed"; under Multi-Org the order is each organisation's own. */
export function earlierNotClosed({ period, calendar, entity }: Circumstances): Obstacle[] {
  const earlier = datedPeriods(
    calendar.filter(
      (other) =>
        other.id !== period.id &&
        other.startDate < period.startDate &&
        other.status !== 'Closed' &&
        sharesOrganization(other, period),
    ),
  )
  const older = earlier.filter((other) => isBeforeManaged(other, entity))
  const managed = earlier.filter((other) => !older.includes(other))
  const { manageFrom } = entity
  return [
    ...(older.length === 0 || manageFrom === null
      ? []
      : [{ kind: 'earlier-not-managed' as const, count: older.length, manageFrom }]),
    ...(managed.length === 0 ? [] : [{ kind: 'earlier-not-closed' as const, periods: namesOf(managed, calendar) }]),
  ]
}

/** "The accounting periods of all the child Org Units should be closed before closing the accounting period for the parent." */
export function childrenNotClosed({ period, calendar, entity }: Circumstances): Obstacle[] {
  if (!isDated(period)) return []
  const below = organizationsBelow(period.organizationLabels, entity)
  const open = datedPeriods(
    calendar.filter((other) => other.status !== 'Closed' && other.organizationLabels.some((label) => below.has(label))),
  ).filter((other) => isWithin(other, period) && other.id !== period.id)
  return open.length === 0 ? [] : [{ kind: 'children-not-closed', periods: namesOf(open, calendar) }]
}

/** The organisations' calendars may be cut differently. */
function isWithin(inner: DatedPeriod, outer: DatedPeriod): boolean {
  return inner.startDate >= outer.startDate && inner.endDate <= outer.endDate
}

function namesOf(periods: readonly AccountingPeriod[], calendar: readonly AccountingPeriod[]) {
  return periods.map((period) => ({ name: nameIn(calendar, period), status: period.statusText }))
}
