/** Finds which requests something names. `US-0147`, the target of a button, and `{ entity, number }` are the same request. */
export type References = {
  /** In a text that people or programs wrote. */
  inText(text: string): string[]
  /** The keys of requests in a JSON, however deep: `{ entity, number }`. */
  inKeys(value: unknown): string[]
  /** In all the values of a JSON, what is written in them too. */
  inValues(value: unknown): string[]
  /** Of a request's item in the table. */
  ofItem(partition: string, sortKey: string): string | undefined
}

type Entity = { key: string; entityId?: string | null | undefined }

export function referencesOf(entities: readonly Entity[]): References {
  const keys = new Set(entities.map(({ key }) => key))
  // As the table has it: by the entity's id in Zuora, where it has one.
  const keyOfPartition = new Map(entities.map(({ key, entityId }) => [`ENTITY#${entityId ?? key}`, key]))
  const written = /\b([a-z0-9]{1,16})(?:-(\d{1,9})\b|#(\d{1,9})#\d{1,6}\b)/gi

  function inText(text: string): string[] {
    const found = [...text.matchAll(written)].flatMap(([, key = '', typed, targeted]) =>
      keys.has(key.toLowerCase()) ? [referenceTo(key, Number(typed ?? targeted))] : [],
    )
    return [...new Set(found)]
  }

  function keysIn(value: unknown): string[] {
    if (typeof value !== 'object' || value === null) return []
    const { entity, number } = Object.assign({ entity: undefined, number: undefined }, value)
    const isKey = typeof entity === 'string' && keys.has(entity) && typeof number === 'number'
    return [...(isKey ? [referenceTo(entity, number)] : []), ...Object.values(value).flatMap(keysIn)]
  }

  function textsIn(value: unknown): string[] {
    if (typeof value === 'string') return inText(value)
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
  }

  return {
    inText,
    inKeys: (value) => [...new Set(keysIn(value))],
    inValues: (value) => [...new Set([...keysIn(value), ...textsIn(value)])],
    ofItem(partition, sortKey) {
      const key = keyOfPartition.get(partition)
      const number = /^REQUEST#(\d+)/.exec(sortKey)?.[1]
      return key === undefined || number === undefined ? undefined : referenceTo(key, Number(number))
    },
  }
}

function referenceTo(key: string, number: number): string {
  return `${key.toUpperCase()}-${String(number).padStart(4, '0')}`
}
