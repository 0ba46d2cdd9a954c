import type { KeptCalendar } from '../calendar/kept-calendar.ts'
import { nameIn } from '../calendar/organizations.ts'
import { referenceOf } from '../request.ts'
import type { Subject } from './subject.ts'

/** A subject as people are told of it. `reference`: of a request or an exception. */
export type SubjectNamed = { entity: string; name: string; reference: string | null }

/**
 * What people call a subject: `Oct 2026`, and its reference. A period that was never looked at has no name here. `ofPeriod`:
 * the name of the period that a request or an exception is about; null where there is no such one any more.
 */
export function subjectNamed(subject: Subject, kept: KeptCalendar | null, ofPeriod: string | null): SubjectNamed {
  const { entity, kind, id } = subject
  if (kind !== 'request' && kind !== 'exception') return { entity, name: nameOf(subject, kept), reference: null }
  const reference = referenceOf({ entity, number: Number(id) })
  return ofPeriod === null ? { entity, name: reference, reference: null } : { entity, name: ofPeriod, reference }
}

function nameOf({ kind, id }: Subject, kept: KeptCalendar | null): string {
  if (kind === 'calendar') return 'the calendar'
  if (kind === 'approvers') return `the approvers of ${id}`
  const name = periodName(id, kept) ?? 'the period'
  return kind === 'trial-balance' ? `the trial balance of ${name}` : name
}

function periodName(id: string | null, kept: KeptCalendar | null): string | undefined {
  const periods = kept?.periods.map(({ period }) => period) ?? []
  const found = periods.find((period) => period.id === id)
  return found && nameIn(periods, found)
}
