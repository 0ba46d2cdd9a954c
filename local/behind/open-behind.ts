import { join } from 'node:path'
import type { BehindSource } from '../../sim/slack/behind/behind-source.ts'
import type { Settings } from '../settings/settings.ts'
import { openRecorder } from './recorder.ts'
import { referencesOf } from './references.ts'
import { type Watch, watchInto } from './watch.ts'

export type Behind = { watch: Watch; source: BehindSource; close(): void }

type Environment = Readonly<Record<string, string | undefined>>

const secretNames = /(TOKEN|SECRET)(_KEY|_ACCESS_KEY)?$/

/** Records what happens, for the page to show it; undefined where no page is served. */
export function openBehind(
  { settings, dataDir, ambient }: { settings: Settings; dataDir: string; ambient: Environment },
  { values, now }: { values: Environment; now: () => Date },
): Behind | undefined {
  if (settings.slackApiUrl !== undefined) return undefined
  const secrets = [ambient, values].flatMap(secretsOf)
  const recorder = openRecorder({
    file: join(dataDir, 'behind.sqlite'),
    secrets,
    msAhead: () => now().getTime() - Date.now(),
  })
  const watch = watchInto(recorder, referencesOf(settings.entities))
  return { watch, source: recorder.source, close: recorder.close }
}

/** Several in one setting while it is rotated. */
function secretsOf(environment: Environment): string[] {
  const secret = Object.entries(environment).filter(([name]) => secretNames.test(name))
  return secret.flatMap(([, value = '']) => value.split(','))
}
