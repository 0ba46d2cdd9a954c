import type { AccountingPeriod } from '../../src/domain/accounting-period.ts'
import type { DatedPeriod } from '../../src/domain/period-reference.ts'
import { completed, samplePeriod } from './sample-request.ts'

export const noTrialBalance = { status: 'none', statusText: null, start: null, end: null, errorMessage: null } as const

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Months in a row from January of a year on: so many closed, then so many open; and the open-ended one. */
export function sampleCalendar(
  { closed, open }: { closed: number; open: number },
  firstYear = 2026,
): [...DatedPeriod[], AccountingPeriod] {
  const dated = Array.from({ length: closed + open }, (_, index) => monthOf(index, index < closed, firstYear))
  return [
    ...dated,
    {
      ...samplePeriod(),
      id: 'open-ended',
      name: 'Open-Ended',
      startDate: '2099-01-01',
      endDate: null,
      fiscalYear: null,
    },
  ]
}

function monthOf(index: number, isClosed: boolean, firstYear: number): DatedPeriod {
  const year = firstYear + Math.floor(index / 12)
  const month = index % 12
  const prefix = `${year}-${String(month + 1).padStart(2, '0')}`
  return {
    ...samplePeriod(),
    id: `id${index}`,
    name: `${months[month]} ${year}`,
    startDate: `${prefix}-01`,
    endDate: new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10),
    status: isClosed ? 'Closed' : 'Open',
    statusText: isClosed ? 'Closed' : 'Open',
    fiscalYear: year,
    fiscalQuarter: Math.floor(month / 3) + 1,
    trialBalance: isClosed ? completed : noTrialBalance,
  }
}
