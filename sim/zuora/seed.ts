import { randomBytes, randomUUID } from 'node:crypto'
import { addDocuments } from './documents.ts'
import type { StoredPeriod } from './records.ts'
import type { Tenant } from './tenant.ts'
import { addTrialBalance, newFileIds } from './trial-balances.ts'
import { zoneLessTime } from './zone-less-time.ts'

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const MONTHS_AHEAD = 4

const newId = () => `8ad0${randomBytes(14).toString('hex')}`

/** The date of a day of a month; months count on over the year's end, day 0 is the last day of the month before. */
const dateOf = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)

/**
 * The periods of a new tenant: monthly from January of last year, named like "Oct 2026", to four months ahead, then the
 * open-ended one. What ended before the previous month is Closed, all after it Open.
 */
export function seed(tenant: Tenant): void {
  const { store } = tenant
  if (store.periods.all().length > 0) return
  const users = { integration: newId(), other: newId(), entity: randomUUID() }
  store.users.put('users', users)
  const [year = 0, month = 1] = zoneLessTime(tenant.now(), tenant.timezone).split('-').map(Number)
  const months = 12 + month + MONTHS_AHEAD
  const closedMonths = 12 + month - 2
  for (let index = 0; index < months; index += 1)
    addMonth(tenant, users.other, { year: year - 1, index }, index < closedMonths)
  const start = dateOf(year - 1, months, 1)
  addPeriod(tenant, users.other, {
    name: 'Open-Ended',
    startDate: start,
    endDate: null,
    fiscalYear: 0,
    fiscalQuarter: null,
  })
}

function addMonth(
  tenant: Tenant,
  user: string,
  { year, index }: { year: number; index: number },
  isClosed: boolean,
): void {
  const fiscalYear = year + Math.floor(index / 12)
  const month = index % 12
  const period = addPeriod(tenant, user, {
    name: `${monthNames[month]} ${fiscalYear}`,
    startDate: dateOf(year, index, 1),
    endDate: dateOf(year, index + 1, 0),
    fiscalYear,
    fiscalQuarter: Math.floor(month / 3) + 1,
  })
  if (period.startDate > tenant.now().toISOString()) return
  addDocuments(tenant, { object: 'invoices', status: 'Posted', prefix: 'INV' }, period, 3)
  addDocuments(tenant, { object: 'payments', status: 'Processed', prefix: 'P' }, period, 2)
  if (isClosed) closeInThePast(tenant, period, new Date(Date.UTC(year, index + 1, 5, 15, 12, 3)))
}

function closeInThePast(tenant: Tenant, period: StoredPeriod, at: Date): void {
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
    fileIds: newFileIds(),
  })
}

type NewPeriod = Pick<StoredPeriod, 'name' | 'startDate' | 'endDate' | 'fiscalYear' | 'fiscalQuarter'> & {
  organizationLabels?: StoredPeriod['organizationLabels']
}

/** Adds an Open period. */
export function addPeriod(tenant: Tenant, user: string, dates: NewPeriod): StoredPeriod {
  const createdAt = new Date(Math.min(Date.parse(dates.startDate), tenant.now().getTime())).toISOString()
  const period: StoredPeriod = {
    id: newId(),
    organizationLabels: [],
    ...dates,
    notes: null,
    status: 'Open',
    closesAt: null,
    createdBy: user,
    createdAt,
    updatedBy: user,
    updatedAt: createdAt,
  }
  tenant.store.periods.put(period.id, period)
  return period
}
