import type { Held, Locks } from '../../src/usecases/ports/record/locks.ts'
import type { FirstLook, PeriodKept, SeenPeriods } from '../../src/usecases/ports/record/seen-periods.ts'

type Holders = Pick<Locks, 'take' | 'release'> & { holderOf(held: Held): string | undefined }

/** What was seen of periods, in memory, beside the locks of the same periods. */
export function createFakeSeenPeriods(locks: Holders): SeenPeriods {
  const periods = new Map<string, NonNullable<PeriodKept['watched']>>()
  const firstLooks = new Map<string, FirstLook>()
  const lastLooks = new Map<string, string>()
  const keyOf = (entity: string, id: string) => `${entity}#${id}`
  const one = (entity: string, id: string): PeriodKept => ({
    id,
    watched: periods.get(keyOf(entity, id)) ?? null,
    heldBy: locks.holderOf({ entity, id }) ?? null,
  })
  return {
    calendar: async (entity) => ({
      firstLook: firstLooks.get(entity) ?? null,
      lastLookAt: lastLooks.get(entity) ?? null,
      heldBy: locks.holderOf({ entity, id: null }) ?? null,
    }),
    all: async (entity) =>
      [...periods.keys()]
        .filter((key) => key.startsWith(`${entity}#`))
        .map((key) => one(entity, key.slice(entity.length + 1))),
    one: async (entity, id) => one(entity, id),
    async noteSeen({ entity, periodId, seen, through, at }, over, { isLook, isMidway = false }) {
      const now = periods.get(keyOf(entity, periodId)) ?? null
      if (now?.turn !== over?.turn || now?.through !== over?.through) return false
      const turn = (over?.turn ?? 0) + (isLook ? 1 : 0)
      const changedAt = over === null && isLook ? null : at
      periods.set(keyOf(entity, periodId), { seen, turn, through, changedAt, isMidway, isBehind: false })
      return true
    },
    async noteBehind(entity, id) {
      const now = periods.get(keyOf(entity, id))
      if (now) periods.set(keyOf(entity, id), { ...now, isBehind: true })
    },
    noteFirstLook: async (entity, look) => void firstLooks.set(entity, look),
    noteLook: async (entity, at) => void lastLooks.set(entity, at),
  }
}
