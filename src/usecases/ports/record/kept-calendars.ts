import type { KeptCalendar } from '../../../domain/calendar/kept-calendar.ts'

/** The last look at each entity's calendar. Not evidence: it may be lost, and is then begun anew. */
export type KeptCalendars = {
  /** Null before the first look. Consistent. */
  read(entity: string): Promise<KeptCalendar | null>
  /** Never in the place of a later look. */
  keep(entity: string, calendar: KeptCalendar): Promise<void>
}
