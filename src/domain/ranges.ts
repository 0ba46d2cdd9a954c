import type { AccountingPeriod } from './accounting-period.ts'
import { nameIn } from './calendar/organizations.ts'
import { type DatedPeriod, datedPeriods } from './period-reference.ts'
import { type Circumstances, type Obstacle, obstaclesToClosing } from './preconditions.ts'
import type { RangeChild } from './request.ts'

/** The periods of a range, in order of date, of the organisation of the first. */
export function periodsBetween(
  from: DatedPeriod,
  to: DatedPeriod,
  calendar: readonly AccountingPeriod[],
): DatedPeriod[] {
  const labels = from.organizationLabels.join()
  return datedPeriods(calendar).filter(
    ({ startDate, organizationLabels }) =>
      startDate >= from.startDate && startDate <= to.startDate && organizationLabels.join() === labels,
  )
}

/** What stands in the way of one period of a range. */
export type ObstacleOf = { period: string; obstacle: Obstacle }

/** What stands in the way of the first, and of each other but for the periods of the range before it. */
export function obstaclesToRange(periods: readonly DatedPeriod[], around: Omit<Circumstances, 'period'>): ObstacleOf[] {
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

/** The close of a range that was begun and, as far as the range knows, has not ended. */
export function childUnderWay(range: readonly RangeChild[] | null): (RangeChild & { number: number }) | undefined {
  for (const child of range ?? []) {
    if (child.number !== null && child.ended === null) return { ...child, number: child.number }
  }
  return undefined
}
