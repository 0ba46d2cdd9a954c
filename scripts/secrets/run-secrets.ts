import { join } from 'node:path'
import { findStage, type Stage } from '../../local/serverless/stages.ts'
import { compileConfig } from '../build/compile-config.ts'
import { configOfStage } from '../deploy/config-of-stage.ts'
import { type NeededSecret, neededSecrets } from './needed-secrets.ts'
import type { ParameterStore, StoredSecret } from './parameter-store.ts'
import { readPiped } from './piped-secrets.ts'
import { askedIn, finishRotation, rotateSecret } from './rotate-secret.ts'
import type { SecretsOptions } from './secrets-options.ts'
import { setSecrets } from './set-secrets.ts'
import { Interrupted, type Terminal } from './terminal.ts'
import { listOf, wordsOfRefusal } from './words.ts'
import { writeAll } from './write-secrets.ts'

export type Place = {
  /** Of the project. */
  root: string
  /** CLOSING_BELL_CONFIG, where it is set. */
  config: string | undefined
  openStore: (place: { region: string; profile: string | undefined }) => ParameterStore
  say: (line: string) => void
  /** A terminal, or what came through a pipe. */
  input: { kind: 'terminal'; terminal: Terminal } | { kind: 'pipe'; text: () => Promise<string> }
}

type Needed = { secrets: readonly NeededSecret[]; root: string; stage: Stage }

/** The exit code: 0 when everything is as it should be; 1 when something is missing, or AWS refused it; 2 for what makes no sense. */
export async function runSecrets(options: SecretsOptions, place: Place): Promise<number> {
  const needed = readNeeded(options, place)
  if ('mistakes' in needed) {
    for (const mistake of needed.mistakes) place.say(mistake)
    return 2
  }
  const { region } = needed.stage.params
  const store = place.openStore({ region, profile: options.profile })
  try {
    return await act(options, { ...needed, place, store })
  } catch (error) {
    const isLeft = error instanceof Interrupted
    place.say(isLeft ? 'Nothing was written.' : wordsOfRefusal(error, []))
    return isLeft ? 130 : 1
  }
}

function readNeeded(
  { stage: name }: SecretsOptions,
  { root, config }: Place,
): Needed | { mistakes: readonly string[] } {
  const serverlessFile = join(root, 'serverless.yml')
  const found = findStage(serverlessFile, name)
  if (!found.ok) return { mistakes: [found.mistake] }
  const file = configOfStage(found.stage, { root, given: config })
  if (!file.ok) return { mistakes: [file.mistake] }
  const compiled = compileConfig(file.path)
  if (!compiled.ok) return { mistakes: compiled.mistakes.map((mistake) => `${file.path}: ${mistake}`) }
  const needed = neededSecrets({ serverlessFile, stage: name, config: compiled.config })
  return needed.ok ? { ...needed, stage: found.stage } : { mistakes: needed.mistakes }
}

type Acting = Needed & { place: Place; store: ParameterStore }

async function act({ doing }: SecretsOptions, acting: Acting): Promise<number> {
  const { secrets, root, stage, store } = acting
  const { say } = acting.place
  if ('name' in doing) return rotate(doing, acting)
  const known = await store.list(root)
  say(`Secrets of stage ${stage.name}, in ${stage.params.region} below ${root}:`)
  for (const line of listOf(secrets, known)) say(line)
  if (doing.kind === 'list') return secrets.every(({ path }) => known.has(path)) ? 0 : 1
  const wanted = secrets.filter(({ name, group }) => doing.only === null || [name, group].includes(doing.only))
  if (wanted.length === 0) return refuse(say, notNeeded(doing.only ?? '', secrets))
  return set(wanted, known, acting)
}

async function set(
  wanted: readonly NeededSecret[],
  known: ReadonlyMap<string, StoredSecret>,
  { store, place }: Acting,
): Promise<number> {
  const { input, say } = place
  if (input.kind === 'terminal') return setSecrets(wanted, known, { terminal: input.terminal, store })
  const piped = readPiped(await input.text(), wanted, known)
  if (!piped.ok) return refuse(say, piped.mistakes.join('\n'))
  return writeAll(piped.values, wanted, { known, store, say })
}

async function rotate(
  { kind, name }: { kind: 'rotate' | 'finish'; name: string },
  { secrets, stage, store, place }: Acting,
): Promise<number> {
  const { input, say } = place
  const secret = secrets.find((one) => one.name === name)
  if (!secret) return refuse(say, notNeeded(name, secrets))
  if (!secret.kind.mayBeTwo) return refuse(say, onlyOne(name))
  if (kind === 'finish') return finishRotation(secret, { store, say })
  const next = input.kind === 'terminal' ? askedIn(secret, input.terminal) : () => pipedAlone(secret, input.text, say)
  return rotateSecret(secret, next, { stage: stage.name, store, say })
}

async function pipedAlone(secret: NeededSecret, text: () => Promise<string>, say: Place['say']): Promise<string> {
  const piped = readPiped(await text(), [secret], new Map())
  if (piped.ok) return piped.values.get(secret) ?? ''
  for (const mistake of piped.mistakes) say(mistake)
  return ''
}

function notNeeded(name: string, secrets: readonly NeededSecret[]): string {
  return `This stage needs no ${name}. It needs ${secrets.map((secret) => secret.name).join(', ')}.`
}

function onlyOne(name: string): string {
  return `Of ${name} only one counts: make the new one, replace it with --only ${name}, and revoke the old one ten minutes later.`
}

function refuse(say: Place['say'], words: string): number {
  say(words)
  return 2
}
