/** Words that may name an entity behind a period: `Oct 2026 in eu late invoice`. */
export type EntityAfterPeriod = { entity: string; reference: string; rest: string }

/**
 * Every place where words that end in free text could say the entity, first to last. It does only where what stands before
 * it names a period of that entity: in `Oct 2026 in error`, `in` is the reason's.
 */
export function entitiesAfterPeriod(words: string, keys: readonly string[]): EntityAfterPeriod[] {
  return [...words.matchAll(/(?<=\S)\s+in\s+(?<key>[a-z][a-z0-9]{0,15})(?!\S)/gi)].flatMap((found) => {
    const entity = found.groups?.key?.toLowerCase() ?? ''
    if (!keys.includes(entity)) return []
    const rest = words.slice(found.index + found[0].length).trim()
    return [{ entity, reference: words.slice(0, found.index).trim(), rest }]
  })
}
