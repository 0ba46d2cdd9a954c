import type { AccountingPeriod } from '../../../src/domain/accounting-period.ts'
import { dayAfter } from '../../../src/domain/calendar/calendar-date.ts'
import type { PeriodFields } from '../../../src/domain/calendar/period-fields.ts'
import type { ZuoraAsk } from '../../../src/domain/zuora-ask.ts'

export type Wanted = { what: ZuoraAsk; periodId: string | null; fields: PeriodFields | null }

/** The periods, in order of date; and whether a trial balance of one is running. */
export type CalendarNow = { periods: readonly AccountingPeriod[]; isRunning: (id: string) => boolean }

/** Zuora's rules for what is asked, as its documentation states them. */
export function mayBeDone({ what, periodId, fields }: Wanted, { periods, isRunning }: CalendarNow): boolean {
  if (what === 'create') return mayBeCreated(fields ?? {}, periods)
  const index = periods.findIndex(({ id }) => id === periodId)
  const period = periods[index]
  if (!period) return false
  const isEarlierClosed = periods.slice(0, index).every(({ status }) => status === 'Closed')
  switch (what) {
    case 'update':
      return mayBeUpdated(period, fields ?? {}, periods)
    case 'delete':
      return index === periods.length - 1 && period.status === 'Open' && !isRunning(period.id)
    case 'reopen':
      return period.status !== 'Open' && periods[index + 1]?.status === 'Open'
    case 'run-trial-balance':
      return period.status !== 'Closed' && !isRunning(period.id)
    case 'close':
      return period.status !== 'Closed' && !isRunning(period.id) && isEarlierClosed
    case 'pending-close':
      return period.status === 'Open' && !isRunning(period.id) && isEarlierClosed
  }
}

function mayBeCreated({ name, startDate }: PeriodFields, periods: readonly AccountingPeriod[]): boolean {
  const last = periods.at(-1)
  return startDate === dayAfter(last?.endDate ?? '') && !periods.some((period) => period.name === name)
}

function mayBeUpdated(
  { id, status, startDate, endDate }: AccountingPeriod,
  fields: PeriodFields,
  periods: readonly AccountingPeriod[],
): boolean {
  const others = periods.filter((other) => other.id !== id)
  if (others.some(({ name }) => name === fields.name)) return false
  if (fields.endDate === undefined || fields.endDate === endDate) return true
  const next = others.find((other) => other.startDate > startDate)
  const isNextFixed = next !== undefined && (next.status !== 'Open' || fields.endDate >= (next.endDate ?? ''))
  return status === 'Open' && !isNextFixed && fields.endDate > startDate
}

const statusAfter = { close: 'Closed', 'pending-close': 'PendingClose', reopen: 'Open' } as const

/** The periods after it was done. A new one gets the id that is given. */
export function afterDoing(
  { what, periodId, fields }: Wanted,
  periods: readonly AccountingPeriod[],
  made: { by: string; on: string; id: string; like: AccountingPeriod },
): AccountingPeriod[] {
  const stamp = { updatedBy: made.by, updatedOn: made.on }
  switch (what) {
    case 'create':
      return [
        ...periods,
        { ...made.like, fiscalQuarter: null, notes: null, ...fields, ...stamp, id: made.id, createdBy: made.by },
      ]
    case 'delete':
      return periods.filter(({ id }) => id !== periodId)
    case 'update':
      return withNextMoved(
        periods.map((period) => (period.id === periodId ? { ...period, ...fields, ...stamp } : period)),
        periodId,
      )
    case 'run-trial-balance':
      return [...periods]
    default: {
      const status = statusAfter[what]
      return periods.map((period) =>
        period.id === periodId ? { ...period, ...stamp, status, statusText: status } : period,
      )
    }
  }
}

/** "Changing an end date moves the next period's start." */
function withNextMoved(periods: readonly AccountingPeriod[], movedId: string | null): AccountingPeriod[] {
  return periods.map((period, index) => {
    const before = periods[index - 1]
    return before?.id === movedId && before?.endDate ? { ...period, startDate: dayAfter(before.endDate) } : period
  })
}
