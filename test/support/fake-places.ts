import { beginning } from '../../src/domain/evidence/log.ts'

/** The numbers of a register in memory: requests and what is filed beside them stand in one row. */
export type FakePlaces = {
  /** The next number, and the hash that the first entry under it continues from. */
  next(entity: string): { number: number; previous: string }
  /** What its last number is of. */
  last(entity: string): { messageId: string; kind: 'request' | 'filing' } | undefined
  take(entity: string, taken: { messageId: string; kind: 'request' | 'filing'; first: string }): void
}

export function createFakePlaces(): FakePlaces {
  const rows = new Map<string, Parameters<FakePlaces['take']>[1][]>()
  const rowOf = (entity: string) => rows.get(entity) ?? []
  return {
    next: (entity) => ({ number: rowOf(entity).length + 1, previous: rowOf(entity).at(-1)?.first ?? beginning }),
    last: (entity) => rowOf(entity).at(-1),
    take: (entity, taken) => void rows.set(entity, [...rowOf(entity), taken]),
  }
}
