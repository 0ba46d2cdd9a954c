/** The parts of one UpdateItem; values are plain and are marshalled when it is sent. */
export type Update = {
  expression: string
  condition: string
  attributes: Record<string, string>
  values: Record<string, unknown>
}

/** `#a = :a, …` for the given attributes. Names are always placeholders: many plain ones are reserved words. */
export function setOf(
  changes: Readonly<Record<string, unknown>>,
): Pick<Update, 'expression' | 'attributes' | 'values'> {
  const names = Object.keys(changes)
  return {
    expression: names.map((name) => `#${name} = :${name}`).join(', '),
    attributes: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    values: Object.fromEntries(Object.entries(changes).map(([name, value]) => [`:${name}`, value])),
  }
}
