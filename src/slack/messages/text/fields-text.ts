import type { FieldFault, FieldMistake } from '../../../domain/calendar/field-mistakes.ts'
import { type FieldName, fieldNames } from '../../../domain/calendar/period-fields.ts'
import type { Request } from '../../../domain/request.ts'
import { calendarDate, escaped } from './mrkdwn.ts'

const words = {
  name: 'Name',
  startDate: 'Start date',
  endDate: 'End date',
  fiscalYear: 'Fiscal year',
  fiscalQuarter: 'Fiscal quarter',
  notes: 'Notes',
} as const satisfies Record<FieldName, string>

export function fieldWord(name: FieldName): string {
  return words[name]
}

/** What a request would set, line by line; what it is now where that was looked at. */
export function fieldsText({ fields, snapshot }: Pick<Request, 'fields' | 'snapshot'>): string {
  const given = fieldNames.filter((name) => fields?.[name] !== undefined)
  const lines = given.map((name) => {
    const was = snapshot?.fields?.[name]
    const now = was === undefined ? '' : `${value(name, was)} → `
    return `*${words[name]}:* ${now}${value(name, fields?.[name])}`
  })
  const organizations = fields?.organizationLabels ?? []
  const whose = organizations.length === 0 ? [] : [`*Organisation:* ${escaped(organizations.join(', '))}`]
  return [...lines, ...whose].join('\n')
}

function value(name: FieldName, given: string | number | null | undefined): string {
  if (given === null || given === undefined || given === '') return 'none'
  if (name === 'fiscalQuarter') return `Q${given}`
  return name === 'startDate' || name === 'endDate' ? calendarDate(String(given)) : escaped(String(given))
}

/** Why a field cannot be as it was given, with the way out. */
export function fieldFaultText(because: FieldFault): string {
  switch (because.kind) {
    case 'missing':
      return 'This is needed.'
    case 'too-long':
      return `At most ${because.most} characters; these are ${because.length}.`
    case 'no-such-date':
      return `“${escaped(because.given)}” is no date that exists. Write it as 2026-11-30.`
    case 'not-a-year':
      return 'A year of four digits, as 2026.'
    case 'not-a-quarter':
      return 'A quarter is Q1, Q2, Q3 or Q4.'
    case 'name-taken':
      return 'Another accounting period has this name; names are unique.'
    case 'ends-before-it-starts':
      return 'It must not end before it starts.'
    case 'leaves-a-gap':
      return `That leaves a gap. Accounting periods are contiguous: this one starts ${calendarDate(because.expected)}.`
    case 'overlaps':
      return `That overlaps another period. Accounting periods are contiguous: this one starts ${calendarDate(because.expected)}.`
    case 'only-the-earliest-may':
      return 'Only the earliest accounting period can have another start date. Change the end date of the period before it instead.'
    case 'reaches-the-end-of-the-next':
      return `${escaped(because.next)} ends on ${calendarDate(because.nextEnds)} and must keep at least a day: end before that.`
  }
}

export function fieldMistakeText({ field, because }: FieldMistake): string {
  return `${words[field]}: ${fieldFaultText(because)}`
}
