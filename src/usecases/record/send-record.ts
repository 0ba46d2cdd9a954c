import type { AccountingPeriod } from '../../domain/accounting-period.ts'
import { dateIn } from '../../domain/calendar/calendar-date.ts'
import { readFiscalYear } from '../../domain/commands/record-command.ts'
import type { ExportWanted } from '../../domain/evidence/export/known-periods.ts'
import { findRecordedPeriod } from '../../domain/evidence/recorded-period.ts'
import type { People } from '../ports/people/people.ts'
import type { AnsweredMessages } from '../ports/record/answered-messages.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import type { DirectFiles, RecordSent } from '../ports/telling/direct-files.ts'
import { findReader, type PeriodNotShown, type Reading } from '../reading/find-calendar.ts'
import { calendarIfPossible } from './calendar-if-possible.ts'
import { type ExportPorts, makeExport } from './make-export.ts'

export type SendRecordPorts = ExportPorts & {
  people: People
  rules: Rules
  directFiles: DirectFiles
  answered: Pick<AnsweredMessages, 'claimOnce'>
}

export type SendRecordAsked = Reading & { kind: 'export' | 'packet'; reference: string; messageId: string }

export type SendRecordAnswer =
  | { kind: 'sent' | 'begun'; entity: Entity; sent: RecordSent }
  | { kind: 'not-sent'; because: string }
  | { kind: 'not-recorded'; reference: string; candidates: readonly string[] }
  /** By their ids: periods of one name, deleted and created again. */
  | { kind: 'which-period'; name: string; ids: readonly string[] }
  | PeriodNotShown

/** The record of a period or a fiscal year as files, by direct message: for those whom the policy names. */
export async function sendRecord(
  { kind, reference, messageId, ...reading }: SendRecordAsked,
  ports: SendRecordPorts,
): Promise<SendRecordAnswer> {
  const reader = await findReader(reading, ports)
  if (reader.kind !== 'found') return reader
  const { entity, person } = reader
  const calendar = await calendarIfPossible(entity)
  const wanted = await readWanted(reference, { entity, calendar }, ports)
  if ('answer' in wanted) return wanted.answer
  const named = { key: entity.key, name: ports.rules.labelOf(entity.key) }
  const by = { id: person.id, name: person.name }
  const asked = { entity: named, wanted: wanted.wanted, by, ...(calendar && { calendar }) }
  const made = await makeExport(asked, ports)
  if (made.kind !== 'made') return { kind: 'not-recorded', reference, candidates: made.candidates }
  const sent = { what: kind, evidence: made.evidence }
  // Files cannot be taken back: a message that is delivered twice sends them once.
  if (!(await ports.answered.claimOnce(messageId))) return { kind: 'begun', entity, sent }
  const because = await ports.directFiles.send(person.id, sent)
  return because === null ? { kind: 'sent', entity, sent } : { kind: 'not-sent', because }
}

async function readWanted(
  reference: string,
  { entity, calendar }: { entity: Entity; calendar: readonly AccountingPeriod[] | undefined },
  ports: SendRecordPorts,
): Promise<{ wanted: ExportWanted } | { answer: SendRecordAnswer }> {
  const fiscalYear = readFiscalYear(reference)
  if (fiscalYear !== null) return { wanted: { kind: 'fiscal-year', fiscalYear } }
  const registered = await ports.register.all(entity.key)
  const today = dateIn(entity.timeZone, ports.now())
  const found = findRecordedPeriod(reference, { entity, today, registered, calendar })
  if (found.kind !== 'found') return { answer: found }
  const [id = found.name, ...others] = found.ids
  if (others.length > 0) return { answer: { kind: 'which-period', name: found.name, ids: found.ids } }
  return { wanted: { kind: 'period', reference: id } }
}
