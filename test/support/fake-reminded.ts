import type { Snooze, Told } from '../../src/domain/reminders/told.ts'
import type { Reminded } from '../../src/usecases/ports/record/reminded.ts'

export type FakeReminded = Reminded & { toldTo(audience: string): readonly Told[] }

/** What people were reminded of, in memory. */
export function createFakeReminded(): FakeReminded {
  const told = new Map<string, Map<string, Told>>()
  const snoozes = new Map<string, Map<string, Snooze>>()
  const toldTo = (audience: string) => told.get(audience) ?? new Map<string, Told>()
  const snoozedFor = (audience: string) => snoozes.get(audience) ?? new Map<string, Snooze>()
  return {
    toldTo: (audience) => [...toldTo(audience).values()],
    of: async (audience, since) => ({
      told: [...toldTo(audience).values()].filter(({ at }) => at >= since).sort((a, b) => a.at.localeCompare(b.at)),
      snoozes: [...snoozedFor(audience).values()],
    }),
    async claim(audience, given) {
      if (toldTo(audience).has(given.key)) return false
      told.set(audience, new Map([...toldTo(audience), [given.key, { ...given, message: null }]]))
      return true
    },
    async release(audience, { key, at }) {
      const found = toldTo(audience).get(key)
      if (found?.at === at && found.message === null) toldTo(audience).delete(key)
    },
    async notePosted(audience, key, message) {
      const found = toldTo(audience).get(key)
      if (found) toldTo(audience).set(key, { ...found, message })
    },
    snooze: async (audience, given) =>
      void snoozes.set(audience, new Map([...snoozedFor(audience), [given.subject, given]])),
  }
}
