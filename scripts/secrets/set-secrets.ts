import { askSecret } from './ask-secret.ts'
import type { NeededSecret } from './needed-secrets.ts'
import type { ParameterStore, StoredSecret } from './parameter-store.ts'
import type { Terminal } from './terminal.ts'
import { dayOf } from './words.ts'
import { type Values, writeAll } from './write-secrets.ts'

type Known = ReadonlyMap<string, StoredSecret>

/** Asks for what is not set, offers to replace what is, and writes when all is said: left before, nothing is written. The exit code. */
export async function setSecrets(
  secrets: readonly NeededSecret[],
  known: Known,
  { terminal, store }: { terminal: Terminal; store: ParameterStore },
): Promise<number> {
  const values: Values = new Map()
  for (const group of Map.groupBy(secrets, (secret) => secret.group).values()) {
    for (const [secret, value] of await askGroup(group, known, terminal)) values.set(secret, value)
  }
  return writeAll(values, secrets, { known, store, say: terminal.say })
}

async function askGroup(group: readonly NeededSecret[], known: Known, terminal: Terminal): Promise<Values> {
  terminal.say('')
  const isSet = group.every(({ path }) => known.has(path))
  if (isSet && !(await wantsToReplace(group, known, terminal))) return new Map()
  const values: Values = new Map()
  for (const secret of group) {
    const value = await askSecret(secret, terminal)
    // Half of a client is none.
    if (value === '') return new Map()
    values.set(secret, value)
  }
  return values
}

async function wantsToReplace(group: readonly NeededSecret[], known: Known, terminal: Terminal): Promise<boolean> {
  const names = group.map(({ name }) => name).join(' and ')
  const days = [...new Set(group.flatMap(({ path }) => known.get(path)?.at ?? []).map(dayOf))].join(' and ')
  const verb = group.length > 1 ? 'are' : 'is'
  for (;;) {
    const answer = await terminal.ask(`${names} ${verb} set, since ${days}. Keep or replace? [keep] `)
    if (/^(k|keep)?$/i.test(answer)) return false
    if (/^(r|replace)$/i.test(answer)) return true
  }
}
