import type { AccountingPeriod } from '../accounting-period.ts'
import { type DatedPeriod, datedPeriods, isDated } from '../period-reference.ts'
import type { CalendarFacts, DateFacts } from './field-mistakes.ts'
import { organizationsOf, sharesOrganization } from './organizations.ts'

/** The period that begins when this one has ended, the open-ended one included. */
export function nextAfter(period: DatedPeriod, calendar: readonly AccountingPeriod[]): AccountingPeriod | undefined {
  return calendar
    .filter(
      (other) => other.id !== period.id && other.startDate > period.startDate && sharesOrganization(other, period),
    )
    .sort((a, b) => a.startDate.localeCompare(b.startDate))
    .at(0)
}

/** The period whose end decides when this one begins. */
export function previousTo(period: DatedPeriod, calendar: readonly AccountingPeriod[]): AccountingPeriod | undefined {
  return calendar
    .filter((other) => other.startDate < period.startDate && sharesOrganization(other, period))
    .sort((a, b) => a.startDate.localeCompare(b.startDate))
    .at(-1)
}

export function calendarFacts(calendar: readonly AccountingPeriod[]): CalendarFacts {
  const dated = datedPeriods(calendar)
  const names = calendar.map(({ name }) => name)
  const [organizations, ...others] = organizationsOf(calendar)
  return {
    names,
    firstStart: dated.at(0)?.startDate ?? null,
    lastEnd: dated.at(-1)?.endDate ?? null,
    ...(organizations && others.length === 0 && { organizations }),
  }
}

export function dateFacts(period: DatedPeriod, calendar: readonly AccountingPeriod[]): DateFacts {
  const { startDate, endDate } = period
  const next = nextAfter(period, calendar)
  const own = datedPeriods(calendar).filter((other) => sharesOrganization(other, period))
  const isEarliest = own.at(0)?.id === period.id
  return {
    startDate,
    endDate,
    isEarliest,
    next: next && isDated(next) ? { name: next.name, endDate: next.endDate } : null,
  }
}

/** The period that a request to create one made, or somebody else with the same name and dates. */
export function findCreated(
  wanted: { name: string; startDate: string; endDate: string; organizationLabels?: readonly string[] | undefined },
  calendar: readonly AccountingPeriod[],
): AccountingPeriod | undefined {
  return calendar.find(
    ({ name, startDate, endDate, organizationLabels }) =>
      name === wanted.name &&
      startDate === wanted.startDate &&
      endDate === wanted.endDate &&
      sharesOrganization({ organizationLabels }, { organizationLabels: wanted.organizationLabels ?? [] }),
  )
}
