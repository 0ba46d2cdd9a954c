import type { Person } from '../../src/domain/person.ts'
import type { People } from '../../src/usecases/ports/people/people.ts'

/** People and user groups in memory. */
export function createFakePeople(
  people: readonly Person[],
  groups: Readonly<Record<string, readonly string[]>> = {},
  timeZones: Readonly<Record<string, string>> = {},
): People {
  const fake: People = {
    async person(id) {
      const found = people.find((person) => person.id === id)
      if (!found) throw new Error(`There is no person ${id}`)
      return found
    },
    timeZone: async (id) => timeZones[id] ?? null,
    members: async (asked) => new Map(asked.map((group) => [group, groups[group] ?? []])),
    fresh: () => fake,
  }
  return fake
}
