import { isBeforeManaged } from '../calendar/calendar-rules.ts'
import { nameIn } from '../calendar/organizations.ts'
import type { ListFilter } from '../commands/command.ts'
import type { DatedPeriod } from '../period-reference.ts'
import type { Circumstances } from '../preconditions.ts'
import { isPossible } from './possible-actions.ts'
import type { UnderWay } from './under-way.ts'

/** What of the calendar somebody wants to see. Pages count from 1, the earliest; null: where the earliest not closed is. */
export type ListAsked = { show: ListFilter; fiscalYear: number | null; page: number | null }

/** What may be done next with a period, in a word. `look`: Zuora gives a status that the bot does not know. */
export type NextWord = 'close' | 'reopen' | 'wait' | 'look' | 'nothing'

/** `name`: with its organisation where names repeat. While a request has it in flight, that is what comes next. */
export type ListedPeriod = { period: DatedPeriod; name: string; next: NextWord | UnderWay }

export type CalendarPage = {
  asked: ListAsked & { page: number }
  /** In order of date, by fiscal year; those without one come last. */
  years: readonly { fiscalYear: number | null; periods: readonly ListedPeriod[] }[]
  /** Which of those that were asked for, in order of date, are on this page; counted from 1. */
  first: number
  last: number
  of: number
  pages: number
}

/** A table of Slack's holds 100 rows and 10,000 characters: with the longest names, this many periods and their headings. */
const mostOnAPage = 40

const lastClosedShown = 3

/** One page of the calendar, which is given in order of date. */
export function calendarPage(asked: ListAsked, periods: readonly DatedPeriod[], given: PageRules): CalendarPage {
  const { underWay, ...rules } = given
  const wanted = filtered(asked, periods, rules)
  const pages = Math.max(1, Math.ceil(wanted.length / mostOnAPage))
  const page = Math.min(asked.page ?? pageOfNext(wanted, rules), pages)
  const begin = (page - 1) * mostOnAPage
  const shown = wanted.slice(begin, begin + mostOnAPage)
  const rows = shown.map((period) => ({
    period,
    name: nameIn(rules.calendar, period),
    next: underWay.get(period.id) ?? nextWord({ ...rules, period }),
  }))
  const span = { first: begin + 1, last: begin + shown.length, of: wanted.length }
  return { asked: { ...asked, page }, years: byFiscalYear(rows), ...span, pages }
}

/** The calendar, and what its periods are judged by. */
type CalendarOf = Omit<Circumstances, 'period'>

type PageRules = CalendarOf & { underWay: ReadonlyMap<string, UnderWay> }

/** Where the earliest that is not closed stands; the last page where all are. */
function pageOfNext(wanted: readonly DatedPeriod[], rules: CalendarOf): number {
  const [earliest] = notClosedIn(wanted, rules).managed
  const index = earliest === undefined ? wanted.length - 1 : wanted.indexOf(earliest)
  return Math.max(1, Math.floor(index / mostOnAPage) + 1)
}

/** What is not closed: what is managed here, and what is left to Zuora's own pages. */
export function notClosedIn(
  periods: readonly DatedPeriod[],
  { entity }: Pick<CalendarOf, 'entity'>,
): { managed: DatedPeriod[]; older: DatedPeriod[] } {
  const open = periods.filter(({ status }) => status !== 'Closed')
  const older = open.filter((period) => isBeforeManaged(period, entity))
  return { managed: open.filter((period) => !older.includes(period)), older }
}

function filtered(
  { show, fiscalYear }: ListAsked,
  periods: readonly DatedPeriod[],
  rules: CalendarOf,
): readonly DatedPeriod[] {
  const ofYear = fiscalYear === null ? periods : periods.filter((period) => period.fiscalYear === fiscalYear)
  if (show === 'all') return ofYear
  const closed = ofYear.filter(({ status }) => status === 'Closed')
  if (show === 'closed') return closed
  const open = notClosedIn(ofYear, rules).managed
  if (show === 'open') return open
  const recent = new Set([...open, ...closed.slice(-lastClosedShown)])
  return ofYear.filter((period) => recent.has(period))
}

function byFiscalYear(rows: readonly ListedPeriod[]): CalendarPage['years'] {
  const years = new Map<number | null, ListedPeriod[]>()
  for (const row of rows) {
    const { fiscalYear } = row.period
    years.set(fiscalYear, [...(years.get(fiscalYear) ?? []), row])
  }
  const all = [...years].map(([fiscalYear, periods]) => ({ fiscalYear, periods }))
  return [
    ...all.filter(({ fiscalYear }) => fiscalYear !== null),
    ...all.filter(({ fiscalYear }) => fiscalYear === null),
  ]
}

function nextWord(circumstances: Circumstances & { period: DatedPeriod }): NextWord {
  const { period, entity } = circumstances
  if (period.status === 'Unknown') return 'look'
  if (isBeforeManaged(period, entity)) return 'nothing'
  if (period.trialBalance.status === 'running') return 'wait'
  if (period.status === 'Closed') return isPossible('reopen', circumstances) ? 'reopen' : 'nothing'
  return isPossible('close', circumstances) ? 'close' : 'wait'
}

/** The fiscal years there are, those around the earliest that is not closed first; the latest where all are closed. */
export function fiscalYearsOf(periods: readonly DatedPeriod[], rules: Pick<CalendarOf, 'entity'>): number[] {
  const years = periods.flatMap(({ fiscalYear }) => (fiscalYear === null ? [] : [fiscalYear]))
  const now = notClosedIn(periods, rules).managed[0]?.fiscalYear ?? Math.max(...years)
  return [...new Set(years)].sort((a, b) => Math.abs(a - now) - Math.abs(b - now) || b - a)
}
