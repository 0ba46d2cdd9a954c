import type { HomeKept, HomeSeen, Homes } from '../../src/usecases/ports/record/homes.ts'

const unknown = { hash: null, from: null }

/** Who opened their Home, in memory. */
export function createFakeHomes(): Homes {
  const items = new Map<string, HomeKept>()
  const since = (at: string) => [...items.values()].filter(({ openedAt }) => openedAt >= at)
  const change = (personId: string, changes: Partial<HomeKept>, expected?: string) => {
    const now = items.get(personId)
    if (!now || (expected !== undefined && now.version !== expected)) return false
    items.set(personId, { ...now, ...changes })
    return true
  }
  const noteSeen = ({ personId, at, version }: HomeSeen, answer: string | null) => {
    items.set(personId, { personId, openedAt: at, version, ...unknown, isRefused: false, answer })
  }
  return {
    read: async (personId, at) => since(at).find((one) => one.personId === personId),
    openedSince: async (at) => since(at).sort((a, b) => a.personId.localeCompare(b.personId)),
    noteOpened: async (seen) => noteSeen(seen, null),
    noteAnswer: async (seen, answer) => noteSeen(seen, answer),
    begin: async ({ personId, version: expected, answer }, version) =>
      change(personId, { version, ...unknown, answer }, expected),
    async note(personId, version, noted) {
      const { hash, from } = noted.kind === 'shown' ? noted : unknown
      if (!change(personId, { hash, from, isRefused: noted.kind === 'refused' }, version)) change(personId, unknown)
    },
    async noteSame({ personId, version }, from) {
      change(personId, { from }, version)
    },
  }
}
