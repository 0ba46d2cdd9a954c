import type { KeptCalendar } from '../../src/domain/calendar/kept-calendar.ts'
import type { KeptCalendars } from '../../src/usecases/ports/record/kept-calendars.ts'

/** The last looks at calendars, in memory. */
export function createFakeKeptCalendars(): KeptCalendars {
  const kept = new Map<string, KeptCalendar>()
  return {
    read: async (entity) => kept.get(entity) ?? null,
    async keep(entity, at, make) {
      const before = kept.get(entity) ?? null
      if (before && before.at > at) return before
      const made = make(before)
      kept.set(entity, made)
      return made
    },
  }
}
