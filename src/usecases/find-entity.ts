import type { Entity } from './ports.ts'

/** The one entity a channel belongs to, or the only one there is. Undefined when a person has to say which. */
export function findEntity(channel: string, entities: readonly Entity[]): Entity | undefined {
  const [only, ...others] = entities
  if (others.length === 0) return only
  const here = entities.filter((entity) => entity.channel === channel)
  return here.length === 1 ? here[0] : undefined
}
