import type { Held, Locks } from '../../src/usecases/ports/record/locks.ts'

/** Which request has a period in flight, in memory. */
export function createFakeLocks(): Locks & { holderOf(held: Held): string | undefined } {
  const held = new Map<string, string>()
  /** Null: two different ones were learned. */
  const users = new Map<string, string | null>()
  const keyOf = ({ entity, id }: Held) => `${entity}#${id}`
  return {
    holderOf: (period) => held.get(keyOf(period)),
    async take(period, reference) {
      const holder = held.get(keyOf(period)) ?? reference
      held.set(keyOf(period), holder)
      return holder === reference ? true : holder
    },
    async release(period, reference) {
      if (held.get(keyOf(period)) === reference) held.delete(keyOf(period))
    },
    integrationUser: async (entity) => users.get(entity) ?? null,
    async rememberIntegrationUser(entity, userId) {
      const known = users.get(entity)
      users.set(entity, known === undefined || known === userId ? userId : null)
    },
  }
}
