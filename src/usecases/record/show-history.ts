import { dateIn } from '../../domain/calendar/calendar-date.ts'
import { historyOf, type Recorded } from '../../domain/evidence/history.ts'
import { findRecordedPeriod, isAbout, type RecordedPeriod } from '../../domain/evidence/recorded-period.ts'
import type { People } from '../ports/people/people.ts'
import type { RegisterReader } from '../ports/record/filings.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import { findReader, type PeriodNotShown, type Reading } from '../reading/find-calendar.ts'
import { calendarIfPossible } from './calendar-if-possible.ts'

export type HistoryPorts = { register: RegisterReader; people: People; rules: Rules; now: () => Date }

export type HistoryAnswer =
  | { kind: 'history'; entity: Entity; period: RecordedPeriod; recorded: readonly Recorded[] }
  | PeriodNotShown

/** Who did what when to one period, newest first: of all that stands about it in the register, ended or not. */
export async function showHistory(
  { reference, ...reading }: Reading & { reference: string },
  ports: HistoryPorts,
): Promise<HistoryAnswer> {
  const reader = await findReader(reading, ports)
  if (reader.kind !== 'found') return reader
  const { entity } = reader
  const [registered, calendar] = await Promise.all([ports.register.all(entity.key), calendarIfPossible(entity)])
  const today = dateIn(entity.timeZone, ports.now())
  const period = findRecordedPeriod(reference, { entity, today, registered, calendar })
  if (period.kind !== 'found') return period
  return { kind: 'history', entity, period, recorded: historyOf(registered.filter((one) => isAbout(one, period))) }
}
