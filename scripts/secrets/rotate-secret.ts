import { askSecret } from './ask-secret.ts'
import type { NeededSecret } from './needed-secrets.ts'
import type { ParameterStore } from './parameter-store.ts'
import type { Terminal } from './terminal.ts'

type Rotating = { stage: string; store: ParameterStore; say: Terminal['say'] }

/** The new one beside the old one, from where `next` has it. One write, so that it may be interrupted anywhere. The exit code. */
export async function rotateSecret(
  secret: NeededSecret,
  next: () => Promise<string>,
  { stage, store, say }: Rotating,
): Promise<number> {
  const values = valuesIn(await store.read(secret.path))
  const [old] = values
  if (old === undefined) return refuse(say, `${secret.name} is not set yet: run this without --rotate.`)
  if (values.length > 1)
    return refuse(say, `${secret.name} has two already: drop the old one first, with --finish ${secret.name}.`)
  const added = await next()
  if (added === '') return refuse(say, 'Nothing was written.')
  if (added === old) return refuse(say, 'That is the one that is set. Nothing was written.')
  await store.write(secret.path, `${old},${added}`)
  say(`${secret.name}: the new one counts beside the old one, from the first request on that is signed with it.`)
  say('When the log has no more “signed-with-older-secret”, and requests have come, drop the old one:')
  say(`  npm run secrets -- --stage ${stage} --finish ${secret.name}`)
  return 0
}

/** Only the newer one is kept. Done twice, it is done once. */
export async function finishRotation(secret: NeededSecret, { store, say }: Omit<Rotating, 'stage'>): Promise<number> {
  const values = valuesIn(await store.read(secret.path))
  const newest = values.at(-1)
  if (newest === undefined) return refuse(say, `${secret.name} is not set.`)
  if (values.length === 1) {
    say(`${secret.name} has one only: nothing to drop.`)
    return 0
  }
  await store.write(secret.path, newest)
  say(`${secret.name}: the old one is dropped. What is running takes it for five minutes more at most.`)
  return 0
}

/** How a terminal is asked for it. */
export const askedIn = (secret: NeededSecret, terminal: Terminal) => () => askSecret(secret, terminal)

function valuesIn(stored: string | undefined): string[] {
  return (stored ?? '').split(',').flatMap((value) => value.trim() || [])
}

function refuse(say: Terminal['say'], words: string): number {
  say(words)
  return 1
}
