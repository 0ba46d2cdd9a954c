import type { ToldAdmin } from '../../src/usecases/ports/record/told-admin.ts'
import type { AdminNotices, NotSaid } from '../../src/usecases/ports/telling/admin-notices.ts'

/** What the admin would be told, each time. */
export function createFakeAdminNotices(): AdminNotices & { told: NotSaid[] } {
  const told: NotSaid[] = []
  return { told, tell: async (notSaid) => void told.push(notSaid) }
}

/** What was told in memory, with the condition of the table. */
export function createFakeToldAdmin(): ToldAdmin {
  const told = new Map<string, string>()
  return {
    async claim(key, { at, until }) {
      const before = told.get(key)
      if (before !== undefined && before > at) return false
      told.set(key, until)
      return true
    },
    noteTold: async (key, until) => void told.set(key, until),
  }
}
