import type { AccountingPeriod } from '../../domain/accounting-period.ts'
import { type KeptCalendar, keepCalendar, withoutOldReads } from '../../domain/calendar/kept-calendar.ts'
import { datedPeriods } from '../../domain/period-reference.ts'
import type { KeptCalendars } from '../ports/record/kept-calendars.ts'
import type { Entity } from '../ports/rules.ts'

export type LookPorts = { keptCalendars: KeptCalendars; now: () => Date }

/** `at` (ISO): when Zuora was asked. */
export type CalendarLook = { at: string; calendar: readonly AccountingPeriod[]; kept: KeptCalendar }

/**
 * Lists an entity's periods and keeps them, with since when each is so; `isAfterRequest`: right after a request changed them,
 * so that another state seconds later is no old read. Throws as reads of Zuora do.
 */
export async function lookAtCalendar(
  { key, periods }: Pick<Entity, 'key' | 'periods'>,
  { keptCalendars, now }: LookPorts,
  { isAfterRequest = false } = {},
): Promise<CalendarLook> {
  const at = now().toISOString()
  const calendar = await periods.list()
  const listed = datedPeriods(calendar)
  const kept = await keptCalendars.keep(key, at, (before) =>
    keepCalendar(before, isAfterRequest ? listed : withoutOldReads(before, listed, at), at),
  )
  return { at, calendar, kept }
}
