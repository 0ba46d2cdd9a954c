import type { NeededSecret } from './needed-secrets.ts'
import type { ParameterStore, StoredSecret } from './parameter-store.ts'
import { wordsOfRefusal } from './words.ts'

export type Values = Map<NeededSecret, string>

type Writing = { known: ReadonlyMap<string, StoredSecret>; store: ParameterStore; say: (line: string) => void }

/** Writes them and says what is still missing of those needed. The exit code. */
export async function writeAll(values: Values, needed: readonly NeededSecret[], writing: Writing): Promise<number> {
  const written = await writeSecrets(values, writing)
  const missing = needed.filter(({ path }) => !writing.known.has(path) && !written.includes(path))
  if (missing.length > 0) writing.say(`Still missing: ${missing.map(({ name }) => name).join(', ')}.`)
  return missing.length > 0 || written.length < values.size ? 1 : 0
}

/** Writes one after the other, and stops at the first that is refused. The paths of those written. */
async function writeSecrets(values: Values, { known, store, say }: Writing): Promise<string[]> {
  const written: NeededSecret[] = []
  if (values.size === 0) say('Nothing to write.')
  for (const [secret, value] of values) {
    try {
      await store.write(secret.path, value)
    } catch (error) {
      say(`${secret.name} was not written. ${wordsOfRefusal(error, [...values.values()])}`)
      for (const line of halfWritten(written, [...values.keys()], known)) say(line)
      return written.map(({ path }) => path)
    }
    written.push(secret)
    say(`${secret.name}: written.`)
  }
  if (written.length > 0)
    say('What is running reads its secrets again within five minutes, and at once where the old one is refused.')
  return written.map(({ path }) => path)
}

/** An id and the secret of another client sign nobody in. */
function halfWritten(
  written: readonly NeededSecret[],
  wanted: readonly NeededSecret[],
  known: Writing['known'],
): string[] {
  return wanted.flatMap((left) => {
    const fellow = written.find(({ group, name }) => group === left.group && name !== left.name)
    if (written.includes(left) || !fellow) return []
    const state = known.has(left.path) ? 'still that of another client' : 'still missing'
    return `${fellow.name} is new and ${left.name} ${state}: together they do not sign in. Run this again now; what has signed in goes on for an hour at most.`
  })
}
