import type { AccountingPeriod } from '../../domain/accounting-period.ts'
import { type KeptCalendar, keepCalendar } from '../../domain/calendar/kept-calendar.ts'
import { datedPeriods } from '../../domain/period-reference.ts'
import type { KeptCalendars } from '../ports/record/kept-calendars.ts'
import type { Entity } from '../ports/rules.ts'

export type LookPorts = { keptCalendars: KeptCalendars; now: () => Date }

/** `at` (ISO): when Zuora was asked. */
export type CalendarLook = { at: string; calendar: readonly AccountingPeriod[]; kept: KeptCalendar }

/** Lists an entity's periods and keeps them, with since when each is so. Throws as reads of Zuora do. */
export async function lookAtCalendar(
  { key, periods }: Pick<Entity, 'key' | 'periods'>,
  { keptCalendars, now }: LookPorts,
): Promise<CalendarLook> {
  const at = now().toISOString()
  const calendar = await periods.list()
  const kept = await keptCalendars.keep(key, at, (before) => keepCalendar(before, datedPeriods(calendar), at))
  return { at, calendar, kept }
}
