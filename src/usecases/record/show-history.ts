import { fold } from '../../domain/calendar/organizations.ts'
import { historyOf, isRequest, type Recorded, type Registered } from '../../domain/evidence/history.ts'
import type { RegisterReader } from '../ports/filings.ts'
import type { People } from '../ports/people.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import { findReader, type PeriodNotShown, type Reading } from '../reading/find-calendar.ts'
import { calendarIfPossible, findRecordedPeriod, type RecordedPeriod } from './find-recorded-period.ts'

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
  const period = findRecordedPeriod(reference, { entity, registered, calendar }, ports.now())
  if (period.kind !== 'found') return period
  return { kind: 'history', entity, period, recorded: historyOf(registered.filter((one) => isAbout(one, period))) }
}

/** Ranges that the period is one of, changes that move its start, and creations of it that came to nothing, too. */
function isAbout(registered: Registered, { ids, name }: RecordedPeriod): boolean {
  if (!isRequest(registered)) return registered.periodId !== null && ids.includes(registered.periodId)
  const { period, range, neighbourId } = registered
  const touched = [period.id, neighbourId, ...(range ?? []).map(({ periodId }) => periodId)]
  if (touched.some((id) => id !== null && ids.includes(id))) return true
  return period.id === null && !range && fold(period.name) === fold(name)
}
