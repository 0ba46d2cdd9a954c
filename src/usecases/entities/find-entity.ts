import type { Entity } from '../ports/rules.ts'

export type EntityFound<T = Entity> =
  | { kind: 'found'; entity: T }
  | { kind: 'which-entity'; entities: readonly T[] }
  | { kind: 'no-such-entity'; named: string; entities: readonly T[] }

/** The entity somebody named (`in eu`), the one their channel belongs to, or the only one there is; otherwise a person has to say which. */
export function findEntity<T extends Pick<Entity, 'key' | 'channel'>>(
  { entity: named, channel }: { entity: string | null; channel: string },
  entities: readonly T[],
): EntityFound<T> {
  if (named !== null) {
    const entity = entities.find(({ key }) => key === named.toLowerCase())
    return entity ? { kind: 'found', entity } : { kind: 'no-such-entity', named, entities }
  }
  const [only, ...others] = entities
  if (only && others.length === 0) return { kind: 'found', entity: only }
  const [here, ...alsoHere] = entities.filter((entity) => entity.channel === channel)
  return here && alsoHere.length === 0 ? { kind: 'found', entity: here } : { kind: 'which-entity', entities }
}
