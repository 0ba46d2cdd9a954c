import { aYearBefore, daysBetween, middleOf, monthCount, type Span } from './spans.ts'

export type FiscalPlace = { fiscalYear: number | null; fiscalQuarter: number | null }

type Placed = Span & FiscalPlace

/** The fiscal year and quarter that continue the calendar (in order of date); null where the calendar does not tell. */
export function nextFiscalPlace(next: Span, calendar: readonly Placed[]): FiscalPlace {
  const last = calendar.at(-1)
  if (!last?.fiscalYear) return { fiscalYear: null, fiscalQuarter: null }
  const before = aYearBefore(next.startDate, calendar)
  if (before?.fiscalYear && [0, 1].includes(before.fiscalYear + 1 - last.fiscalYear)) {
    return { fiscalYear: before.fiscalYear + 1, fiscalQuarter: before.fiscalQuarter }
  }
  const firstMonth = firstMonthOfYear(calendar, last)
  if (firstMonth === undefined) return { fiscalYear: last.fiscalYear, fiscalQuarter: null }
  const yearsOn = yearOf(next, firstMonth) - yearOf(last, firstMonth)
  return {
    fiscalYear: last.fiscalYear + yearsOn,
    fiscalQuarter: last.fiscalQuarter === null ? null : quarterOf(next, firstMonth),
  }
}

/**
 * The month (0 is January) that a fiscal year begins with: seen where the year changes, counted back from where the quarter
 * does, or January where nothing speaks against it.
 */
function firstMonthOfYear(calendar: readonly Placed[], last: Placed): number | undefined {
  const newestFirst = calendar.map((period, index) => ({ period, before: calendar[index - 1] })).reverse()
  const firstOfYear = newestFirst.find(
    ({ period, before }) => before?.fiscalYear && period.fiscalYear === before.fiscalYear + 1,
  )
  if (firstOfYear) return monthOf(firstOfYear.period)
  const firstOfQuarter = newestFirst.find(
    ({ period, before }) => before?.fiscalQuarter && period.fiscalQuarter === before.fiscalQuarter + 1,
  )
  if (firstOfQuarter) return quartersBefore(firstOfQuarter.period)
  const [first = last] = calendar
  const isWholeQuarter = daysBetween(first.startDate, last.endDate) > 80
  if (isWholeQuarter && first.fiscalQuarter !== null) return quartersBefore(first)
  return last.fiscalQuarter === null || last.fiscalQuarter === quarterOf(last, 0) ? 0 : undefined
}

function quartersBefore({ fiscalQuarter, ...span }: Placed): number {
  return (monthOf(span) - 3 * ((fiscalQuarter ?? 1) - 1) + 12) % 12
}

function monthOf(span: Span): number {
  return monthCount(middleOf(span)) % 12
}

function yearOf(span: Span, firstMonth: number): number {
  return Math.floor((monthCount(middleOf(span)) - firstMonth) / 12)
}

function quarterOf(span: Span, firstMonth: number): number {
  return Math.floor(((monthCount(middleOf(span)) - firstMonth) % 12) / 3) + 1
}
