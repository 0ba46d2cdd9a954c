import type { KeptCalendar } from '../../../domain/calendar/kept-calendar.ts'

/** The last look at each entity's calendar. Not evidence: it may be lost, and is then begun anew. */
export type KeptCalendars = {
  /** Null before the first look. Consistent. */
  read(entity: string): Promise<KeptCalendar | null>
  /**
   * Keeps what `make` makes of the last look that is kept, and gives what is kept then. Made anew where another look was kept
   * meanwhile, so that since when something is so never changes; a look later than `at` (ISO) stays.
   */
  keep(entity: string, at: string, make: (before: KeptCalendar | null) => KeptCalendar): Promise<KeptCalendar>
}
