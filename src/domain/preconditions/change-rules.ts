import type { AccountingPeriod } from '../accounting-period.ts'
import {
  type FieldMistake,
  mistakesInCreate,
  mistakesInDateChange,
  mistakesInUpdate,
} from '../calendar/field-mistakes.ts'
import { calendarFacts, dateFacts, nextAfter } from '../calendar/neighbours.ts'
import { nameIn, organizationsOf, sharesOrganization } from '../calendar/organizations.ts'
import { fieldsThatDiffer, type PeriodFields } from '../calendar/period-fields.ts'
import { datedPeriods, isDated } from '../period-reference.ts'
import type { InCalendar, Obstacle } from './obstacle.ts'
import { trialBalanceRunning } from './state-rules.ts'

/** "The accounting period must be immediately previous to an open accounting period." */
export function notNextToAnOpenOne({ period, calendar }: InCalendar): Obstacle[] {
  const own = calendar.filter((other) => sharesOrganization(other, period))
  const after = own
    .filter(({ id, startDate }) => id !== period.id && startDate > period.startDate)
    .sort((a, b) => a.startDate.localeCompare(b.startDate))
  const firstOpen = after.findIndex(({ status }) => status === 'Open')
  if (firstOpen === 0) return []
  if (firstOpen < 0) return [{ kind: 'nothing-open-after' }]
  const toReopen = after.slice(0, firstOpen).reverse()
  const periods = toReopen.map((other) => ({ name: nameIn(calendar, other), status: other.statusText }))
  return [{ kind: 'reopen-first', periods }]
}

/** "Only the most recent accounting period can be deleted"; the open-ended one cannot. */
export function notMostRecent({ period, calendar }: InCalendar): Obstacle[] {
  const latest = datedPeriods(calendar.filter((other) => sharesOrganization(other, period))).at(-1)
  return latest && latest.id !== period.id ? [{ kind: 'not-most-recent', latest: nameIn(calendar, latest) }] : []
}

/** "Accounting periods must be contiguous", each organisation's by themselves. */
export function mistakesInNewPeriod(fields: PeriodFields, calendar: readonly AccountingPeriod[]): Obstacle[] {
  const { organizationLabels = [] } = fields
  const own = calendar.filter((period) => sharesOrganization(period, { organizationLabels }))
  const unknown = organizationLabels.length === 0 ? organizationNotKnown(own) : []
  return unknown.length > 0 ? unknown : mistakesInCreate(fields, calendarFacts(own)).map(asObstacle)
}

/** "organizationLabels … is only required when you have turned on Multi-Org." */
export function organizationNotKnown(calendar: readonly AccountingPeriod[]): Obstacle[] {
  const organizations = organizationsOf(calendar).map((labels) => labels.join(', '))
  return organizations.length > 1 ? [{ kind: 'which-organization', organizations }] : []
}

export function nothingToChange(period: AccountingPeriod, fields: PeriodFields): Obstacle[] {
  return fieldsThatDiffer(fields, period).length === 0 ? [{ kind: 'nothing-to-change' }] : []
}

export function mistakesInNewWords({ period, calendar }: InCalendar, fields: PeriodFields): Obstacle[] {
  const others = calendar.filter((other) => other.id !== period.id && sharesOrganization(other, period))
  return mistakesInUpdate(fields, calendarFacts(others)).map(asObstacle)
}

/** "The dates of a closed accounting period cannot be changed"; the next period's start moves along. */
export function datesFixed({ period, calendar }: InCalendar, fields: PeriodFields): Obstacle[] {
  if (!isDated(period) || period.status === 'Closed') return [{ kind: 'dates-fixed', status: period.statusText }]
  const next = nextAfter(period, calendar)
  const isNextFixed = next !== undefined && next.endDate !== null && next.status !== 'Open'
  return [
    ...(isNextFixed ? [{ kind: 'next-not-open' as const, name: nameIn(calendar, next), status: next.statusText }] : []),
    ...trialBalanceRunning({ period }),
    ...(next ? trialBalanceRunning({ period: next }) : []),
    ...mistakesInDateChange(fields, dateFacts(period, calendar)).map(asObstacle),
  ]
}

function asObstacle(mistake: FieldMistake): Obstacle {
  return { kind: 'field', ...mistake }
}
