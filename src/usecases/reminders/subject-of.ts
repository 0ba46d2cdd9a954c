import type { KeptCalendar } from '../../domain/calendar/kept-calendar.ts'
import { isException } from '../../domain/reconcile/exceptions.ts'
import type { Subject } from '../../domain/reminders/subject.ts'
import { type SubjectNamed, subjectNamed } from '../../domain/reminders/subject-name.ts'
import type { Filings } from '../ports/record/filings.ts'
import type { Requests } from '../ports/record/requests.ts'

export type SubjectPorts = { requests: Pick<Requests, 'read'>; filings: Pick<Filings, 'readFiled'> }

/** What is snoozed, by name. `expiresAt` (ISO): of a request that people decide on, when it expires; null otherwise. */
export async function subjectOf(
  subject: Subject,
  kept: KeptCalendar | null,
  { requests, filings }: SubjectPorts,
): Promise<{ about: SubjectNamed; expiresAt: string | null }> {
  const key = { entity: subject.entity, number: Number(subject.id) }
  const request = subject.kind === 'request' ? await requests.read(key) : undefined
  const filed = subject.kind === 'exception' ? await filings.readFiled(key) : undefined
  const name = request?.period.name ?? (filed && isException(filed) ? filed.about.periodName : null)
  const expiresAt = request?.status === 'awaiting' ? request.expiresAt : null
  return { about: subjectNamed(subject, kept, name), expiresAt }
}
