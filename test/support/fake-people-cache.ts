import type { PeopleCache, Said, SharedAnswers } from '../../src/usecases/ports/people/people-cache.ts'

/** The shared answers in memory, with the conditions of the table. */
export function createFakePeopleCache(now: () => Date): PeopleCache {
  return { persons: createFakeAnswers(now), groups: createFakeAnswers(now) }
}

function createFakeAnswers<T>(now: () => Date): SharedAnswers<T> {
  const kept = new Map<string, Said<T>>()
  const claimedUntil = new Map<string, number>()
  return {
    read: async (id) => kept.get(id),
    async keep(id, said) {
      const before = kept.get(id)
      if (!before || before.askedAt <= said.askedAt) kept.set(id, said)
    },
    async claim(id) {
      if ((claimedUntil.get(id) ?? 0) > now().getTime()) return false
      claimedUntil.set(id, now().getTime() + 4000)
      return true
    },
  }
}
