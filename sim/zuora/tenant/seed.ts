import { randomUUID } from 'node:crypto'
import { addDocuments } from '../objects/documents.ts'
import { writeReports } from '../objects/reports.ts'
import type { StoredDocument, StoredPeriod } from '../records/records.ts'
import { addPeriod, newId } from './add-period.ts'
import type { Owner } from './calendar.ts'
import type { Tenant } from './tenant.ts'
import { addTrialBalance } from './trial-balances.ts'
import { zoneLessTime } from './zone-less-time.ts'

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const MONTHS_AHEAD = 4

/** The date of a day of a month; months count on over the year's end, day 0 is the last day of the month before. */
const dateOf = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)

/** The users, the first entity and its calendar of a new tenant; nothing in one that has them. */
export function seed(tenant: Tenant): void {
  if (tenant.store.users.get('users') !== undefined) return
  const users = { integration: newId(), other: newId(), entity: randomUUID(), clientId: null }
  tenant.store.users.put('users', users)
  seedCalendar(tenant, users.other, { entityId: null, organizationLabels: [] })
}

/**
 * Periods as a new tenant has them: monthly from January of last year, named like "Oct 2026", to four months ahead, then
 * the open-ended one. What ended before the previous month is Closed, all after it Open.
 */
export function seedCalendar(tenant: Tenant, user: string, owner: Owner): void {
  const [year = 0, month = 1] = zoneLessTime(tenant.now(), tenant.timezone).split('-').map(Number)
  const months = 12 + month + MONTHS_AHEAD
  const closedMonths = 12 + month - 2
  for (let index = 0; index < months; index += 1) {
    const { period, documents } = addMonth(tenant, user, owner, { year: year - 1, index })
    const closedAt = new Date(Date.UTC(year - 1, index + 1, 5, 15, 12, 3))
    if (index < closedMonths) closeInThePast(tenant, { period, documents }, closedAt)
  }
  addOpenEnded(tenant, user, owner, dateOf(year - 1, months, 1))
}

/** "When a new org. unit is created, an open-ended accounting period is automatically created." */
export function addOpenEnded(tenant: Tenant, user: string, owner: Owner, startDate: string): void {
  const undated = { name: 'Open-Ended', endDate: null, fiscalYear: 0, fiscalQuarter: null }
  addPeriod(tenant, user, { ...undated, ...owner, startDate }, notAfterNow(tenant, startDate))
}

const notAfterNow = (tenant: Tenant, date: string) => new Date(Math.min(Date.parse(date), tenant.now().getTime()))

/** `documents`: the settled ones that are dated in it. */
type Month = { period: StoredPeriod; documents: StoredDocument[] }

function addMonth(tenant: Tenant, user: string, owner: Owner, { year, index }: { year: number; index: number }): Month {
  const fiscalYear = year + Math.floor(index / 12)
  const month = index % 12
  const startDate = dateOf(year, index, 1)
  const dates = { startDate, endDate: dateOf(year, index + 1, 0), fiscalYear, fiscalQuarter: Math.floor(month / 3) + 1 }
  const at = notAfterNow(tenant, startDate)
  const period = addPeriod(tenant, user, { name: `${monthNames[month]} ${fiscalYear}`, ...dates, ...owner }, at)
  const hasBegun = startDate <= tenant.now().toISOString()
  return { period, documents: hasBegun ? addSettledDocuments(tenant, period, at) : [] }
}

function addSettledDocuments(tenant: Tenant, period: StoredPeriod, at: Date): StoredDocument[] {
  return [
    ...addDocuments(tenant, 'posted-invoices', period, { count: 3, at }),
    ...addDocuments(tenant, 'processed-payments', period, { count: 2, at }),
    ...addDocuments(tenant, 'processed-refunds', period, { count: 1, at }),
    ...addDocuments(tenant, 'posted-credit-memos', period, { count: 1, at }),
    ...addDocuments(tenant, 'posted-debit-memos', period, { count: 1, at }),
  ]
}

function closeInThePast(tenant: Tenant, { period, documents }: Month, at: Date): void {
  const closedAt = at.toISOString()
  tenant.store.periods.put(period.id, { ...period, status: 'Closed', updatedAt: closedAt })
  addTrialBalance(tenant, {
    periodId: period.id,
    askedAt: closedAt,
    visibleAt: closedAt,
    startsAt: closedAt,
    endsAt: new Date(at.getTime() + 21_000).toISOString(),
    outcome: 'Completed',
    message: null,
    fileIds: writeReports(tenant, period, documents),
  })
}
