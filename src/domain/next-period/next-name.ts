import type { FiscalPlace } from './fiscal-place.ts'
import { monthLike, monthNamed, type Token, tokensIn } from './name-tokens.ts'
import { middleOf, monthCount, type Span, wholeMonths } from './spans.ts'

type Placed = Span & FiscalPlace
type Named = Placed & { name: string }

/** What the parts of a name are counted from. Names are newest first, for how their months and numbers are written. */
type Step = { last: Named; next: Placed; names: readonly string[]; month: NextMonth | undefined }

/** The month (0 is January) after the one in the name. */
type NextMonth = { month: number; isOfNextYear: boolean }

/**
 * The name that goes on in the tenant's own pattern, such as `Oct 2026`, `2026-10` or `FY26-P10`. Where the last period is
 * named otherwise, it goes on from the name that it would have had. Empty when no pattern is recognised at all.
 */
export function nextName(calendar: readonly Named[], next: Placed): string {
  const lastNamed = calendar.findLastIndex((period, at) => continued(calendar.slice(0, at + 1), period) !== '')
  const named = calendar.slice(0, lastNamed + 1)
  for (const period of calendar.slice(lastNamed + 1)) named.push({ ...period, name: continued(named, period) })
  return continued(named, next)
}

/** Empty when no pattern is recognised in the last name, or its numbers are not those of its period. */
function continued(calendar: readonly Named[], next: Placed): string {
  const last = calendar.at(-1)
  if (!last) return ''
  const tokens = withRoles(tokensIn(last.name), last)
  const has = (...kinds: readonly Token['kind'][]) => tokens.some(({ kind }) => kinds.includes(kind))
  const countsSomething = has('month', 'digits', 'number', 'quarter', 'yearAndMonth')
  if (!countsSomething || !has('year', 'fiscalYear', 'yearAndMonth')) return ''
  const [month] = tokens.flatMap((token) => monthAfter(token, last))
  const step = { last, next, names: calendar.map(({ name }) => name).reverse(), month }
  const texts = tokens.map((token) => ({ token, text: nextText(token, step) }))
  return texts.every(({ text }) => text !== undefined) ? replaceAll(last.name, texts) : ''
}

function replaceAll(name: string, texts: readonly { token: Token; text: string | undefined }[]): string {
  return texts.reduceRight(
    (result, { token, text = '' }) => result.slice(0, token.at) + text + result.slice(token.at + token.text.length),
    name,
  )
}

/** Digits alone become a year where there is none and they could be one, and a period's number where they are no month and alone. */
function withRoles(tokens: readonly Token[], last: Placed): Token[] {
  const hasYear = tokens.some(({ kind }) => kind === 'year' || kind === 'fiscalYear' || kind === 'yearAndMonth')
  const years = [...yearsOf(last), last.fiscalYear ?? 0].map((year) => year % 100)
  const year = hasYear ? undefined : tokens.findLast((it) => it.kind === 'digits' && years.includes(Number(it.text)))
  const others = tokens.filter((token) => token !== year && token.kind !== 'year' && token.kind !== 'fiscalYear')
  return tokens.map((token): Token => {
    if (token === year) return { ...token, kind: 'year' }
    const isNumber = token.kind === 'digits' && others.length === 1 && monthAfter(token, last).length === 0
    return isNumber ? { ...token, kind: 'number' } : token
  })
}

/** Undefined when the part is not what it would be for the last period. */
function nextText(token: Token, step: Step): string | undefined {
  const { text } = token
  switch (token.kind) {
    case 'month': {
      const words = step.names.flatMap((name) => tokensIn(name).filter(({ kind }) => kind === 'month'))
      return step.month && monthLike([text, ...words.map((word) => word.text)], step.month.month)
    }
    case 'digits':
      return monthAfter(token, step.last).map(({ month }) => asWide(month + 1, token, step))[0]
    case 'yearAndMonth': {
      const year = yearAfter(text.slice(0, 4), step)
      return step.month && year && `${year}${String(step.month.month + 1).padStart(2, '0')}`
    }
    case 'number':
      return asWide(startsYear(step) ? 1 : Number(text) + 1, token, step)
    case 'quarter':
      return quarterAfter(Number(text), step)
    case 'year':
      return yearAfter(text, step)
    case 'fiscalYear':
      return yearAfter(text, { ...step, month: undefined })
  }
}

/** None when the part is no month, or not one of the last period. */
function monthAfter({ kind, text }: Token, last: Span): NextMonth[] {
  const given = { month: monthNamed(text), digits: Number(text) - 1, yearAndMonth: Number(text.slice(4)) - 1 }
  if (kind !== 'month' && kind !== 'digits' && kind !== 'yearAndMonth') return []
  if (!monthsOf(last).includes(given[kind])) return []
  const month = given[kind] + Math.max(1, wholeMonths(last))
  return [{ month: month % 12, isOfNextYear: month > 11 }]
}

function startsYear({ last, next }: Step): boolean {
  return last.fiscalYear !== null && next.fiscalYear !== null && next.fiscalYear > last.fiscalYear
}

/** With a month beside it a year is the calendar's, otherwise the fiscal one; whichever else fits comes second. */
function yearAfter(text: string, { last, next, month }: Step): string | undefined {
  const isIt = (year: number | null) => year !== null && String(year).endsWith(text)
  const plus = (years: number) =>
    String(Number(text) + years)
      .padStart(text.length, '0')
      .slice(-text.length)
  const isCalendar = yearsOf(last).some(isIt)
  if (month && isCalendar) return plus(month.isOfNextYear ? 1 : 0)
  if (last.fiscalYear !== null && next.fiscalYear !== null && isIt(last.fiscalYear)) {
    return plus(next.fiscalYear - last.fiscalYear)
  }
  return isCalendar ? plus(yearOf(middleOf(next)) - yearOf(middleOf(last))) : undefined
}

function quarterAfter(given: number, { last, next }: Step): string | undefined {
  if (given !== last.fiscalQuarter || next.fiscalQuarter === null) return undefined
  return String(next.fiscalQuarter)
}

/** As wide as the number before; where that is two digits by itself, as earlier names write one digit. */
function asWide(value: number, token: Token, { names }: Step): string {
  if (token.text.length === 1 || value > 9) return String(value)
  const isOneDigit = ({ kind, text }: Token) => (kind === token.kind || kind === 'digits') && Number(text) < 10
  const [before] = names.flatMap((name) => tokensIn(name).filter(isOneDigit))
  return before?.text.length === 1 ? String(value) : `0${value}`
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4))
}

function yearsOf(span: Span): number[] {
  return [span.endDate, middleOf(span), span.startDate].map(yearOf)
}

function monthsOf(span: Span): number[] {
  return [span.endDate, middleOf(span), span.startDate].map((date) => monthCount(date) % 12)
}
