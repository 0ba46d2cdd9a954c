import { dayAfter, isDate } from './calendar-date.ts'
import type { FieldName, PeriodFields } from './period-fields.ts'

/** Why a field cannot be as it was given. */
export type FieldFault =
  | { kind: 'missing' }
  | { kind: 'too-long'; most: number; length: number }
  | { kind: 'no-such-date'; given: string }
  | { kind: 'not-a-year' }
  | { kind: 'not-a-quarter' }
  | { kind: 'name-taken' }
  | { kind: 'ends-before-it-starts' }
  | { kind: 'leaves-a-gap'; expected: string }
  | { kind: 'overlaps'; expected: string }
  | { kind: 'only-the-earliest-may' }
  | { kind: 'reaches-the-end-of-the-next'; next: string; nextEnds: string }

export type FieldMistake = { field: FieldName; because: FieldFault }

/** What of the calendar the fields are judged by: small enough for a form to carry. */
export type CalendarFacts = {
  /** Names that are taken, as far as they are known here. */
  names: readonly string[]
  firstStart: string | null
  lastEnd: string | null
  /** Under Multi-Org, whose calendar it is. */
  organizations?: readonly string[]
}

/** What moving a period's dates is judged by. */
export type DateFacts = {
  startDate: string
  endDate: string
  isEarliest: boolean
  next: { name: string; endDate: string } | null
}

const longestName = 100
const longestNotes = 255

export function mistakesInCreate(fields: PeriodFields, calendar: CalendarFacts): FieldMistake[] {
  const needed = (['name', 'startDate', 'endDate', 'fiscalYear'] as const).filter((name) => !fields[name])
  const missing: FieldMistake[] = needed.map((field) => ({ field, because: { kind: 'missing' } }))
  return [
    ...missing,
    ...mistakesInWords(fields, calendar),
    ...mistakesInDates(fields),
    ...notContiguous(fields, calendar),
  ]
}

export function mistakesInUpdate(fields: PeriodFields, calendar: CalendarFacts): FieldMistake[] {
  const missing: FieldMistake[] = fields.name === '' ? [{ field: 'name', because: { kind: 'missing' } }] : []
  return [...missing, ...mistakesInWords(fields, calendar)]
}

export function mistakesInDateChange(fields: PeriodFields, facts: DateFacts): FieldMistake[] {
  const { startDate = facts.startDate, endDate = facts.endDate } = fields
  const wrong = mistakesInDates({ startDate, endDate })
  return wrong.length > 0 ? wrong : [...startMoved(startDate, facts), ...nextSwallowed(endDate, facts)]
}

/** "The name of an accounting period must be unique", at most 100 characters; notes at most 255. */
function mistakesInWords({ name, notes, fiscalYear, fiscalQuarter }: PeriodFields, { names }: CalendarFacts) {
  const mistakes: FieldMistake[] = []
  if (name !== undefined) mistakes.push(...tooLong('name', name, longestName))
  if (name && names.some((taken) => taken.toLowerCase() === name.toLowerCase())) {
    mistakes.push({ field: 'name', because: { kind: 'name-taken' } })
  }
  if (notes) mistakes.push(...tooLong('notes', notes, longestNotes))
  if (fiscalYear !== undefined && (!Number.isInteger(fiscalYear) || fiscalYear < 1900 || fiscalYear > 9999)) {
    mistakes.push({ field: 'fiscalYear', because: { kind: 'not-a-year' } })
  }
  if (typeof fiscalQuarter === 'number' && ![1, 2, 3, 4].includes(fiscalQuarter)) {
    mistakes.push({ field: 'fiscalQuarter', because: { kind: 'not-a-quarter' } })
  }
  return mistakes
}

function tooLong(field: FieldName, text: string, most: number): FieldMistake[] {
  const length = [...text].length
  return length > most ? [{ field, because: { kind: 'too-long', most, length } }] : []
}

function mistakesInDates({ startDate, endDate }: PeriodFields): FieldMistake[] {
  const wrong = (['startDate', 'endDate'] as const).flatMap((field): FieldMistake[] => {
    const given = field === 'startDate' ? startDate : endDate
    return given && !isDate(given) ? [{ field, because: { kind: 'no-such-date', given } }] : []
  })
  if (wrong.length > 0 || !startDate || !endDate || startDate <= endDate) return wrong
  return [{ field: 'endDate', because: { kind: 'ends-before-it-starts' } }]
}

/** "Accounting periods must be contiguous": a new one begins the day after the last ends, or ends the day before the first begins. */
function notContiguous({ startDate, endDate }: PeriodFields, { firstStart, lastEnd }: CalendarFacts): FieldMistake[] {
  if (!startDate || !endDate || !isDate(startDate) || !isDate(endDate)) return []
  if (lastEnd === null || firstStart === null || startDate > endDate) return []
  if (dayAfter(endDate) === firstStart) return []
  const expected = dayAfter(lastEnd)
  if (startDate === expected) return []
  const isApart = endDate < firstStart || startDate > expected
  return [{ field: 'startDate', because: { kind: isApart ? 'leaves-a-gap' : 'overlaps', expected } }]
}

/** "The start date can be changed of the earliest accounting period only." */
function startMoved(startDate: string, facts: DateFacts): FieldMistake[] {
  if (startDate === facts.startDate || facts.isEarliest) return []
  return [{ field: 'startDate', because: { kind: 'only-the-earliest-may' } }]
}

/** The next period begins the day after: it must keep at least a day. */
function nextSwallowed(endDate: string, { next }: DateFacts): FieldMistake[] {
  if (next === null || endDate < next.endDate) return []
  return [
    {
      field: 'endDate',
      because: { kind: 'reaches-the-end-of-the-next', next: next.name, nextEnds: next.endDate },
    },
  ]
}
