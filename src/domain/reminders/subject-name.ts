import type { KeptCalendar } from '../calendar/kept-calendar.ts'
import { nameIn } from '../calendar/organizations.ts'
import { referenceOf } from '../request.ts'
import type { Subject } from './subject.ts'

/** What people call a subject: `Oct 2026`, `US-0147`. A period that was never looked at has no name here. */
export function subjectName({ entity, kind, id }: Subject, kept: KeptCalendar | null): string {
  switch (kind) {
    case 'period':
      return periodName(id, kept) ?? 'the period'
    case 'trial-balance':
      return `the trial balance of ${periodName(id, kept) ?? 'the period'}`
    case 'request':
    case 'exception':
      return referenceOf({ entity, number: Number(id) })
    case 'calendar':
      return 'the calendar'
    case 'approvers':
      return `the approvers of ${id}`
  }
}

function periodName(id: string | null, kept: KeptCalendar | null): string | undefined {
  const periods = kept?.periods.map(({ period }) => period) ?? []
  const found = periods.find((period) => period.id === id)
  return found && nameIn(periods, found)
}
