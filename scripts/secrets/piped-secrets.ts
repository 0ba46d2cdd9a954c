import type { NeededSecret } from './needed-secrets.ts'
import type { StoredSecret } from './parameter-store.ts'
import type { Values } from './write-secrets.ts'

/** What came through a pipe, a line each: `slack/bot-token=xoxb-…`. Or every mistake in it, none of which repeats a secret. */
export function readPiped(
  text: string,
  secrets: readonly NeededSecret[],
  known: ReadonlyMap<string, StoredSecret>,
): { ok: true; values: Values } | { ok: false; mistakes: string[] } {
  const values: Values = new Map()
  const mistakes: string[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const at = line.indexOf('=')
    const secret = secrets.find(({ name }) => name === line.slice(0, at).trim())
    const value = line.slice(at + 1).trim()
    if (at < 0 || !secret)
      mistakes.push(`line ${index + 1}: begins with none of ${secrets.map(({ name }) => `${name}=`).join(', ')}`)
    else if (values.has(secret)) mistakes.push(`line ${index + 1}: ${secret.name} is given twice`)
    else {
      const mistake = secret.kind.mistakeIn(value)
      if (mistake !== null) mistakes.push(`line ${index + 1}: ${secret.name} ${mistake}`)
      values.set(secret, value)
    }
  }
  if (values.size === 0 && mistakes.length === 0)
    mistakes.push('nothing came through the pipe; without one, run this in a terminal')
  mistakes.push(...halves(values, secrets, known))
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, values }
}

/** A client's id without its secret would be that of another. */
function halves(values: Values, secrets: readonly NeededSecret[], known: ReadonlyMap<string, StoredSecret>): string[] {
  return secrets.flatMap((secret) => {
    const fellow = [...values.keys()].find(({ group, name }) => group === secret.group && name !== secret.name)
    if (!fellow || values.has(secret)) return []
    return `${fellow.name} is given without ${secret.name}, ${known.has(secret.path) ? 'which is that of another client' : 'which is not set'}: give both`
  })
}
