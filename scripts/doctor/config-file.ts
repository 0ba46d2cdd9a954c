import { createHash } from 'node:crypto'
import { basename, resolve } from 'node:path'
import { z } from 'zod'
import type { Config } from '../../src/config.ts'
import { compileConfig } from '../build/compile-config.ts'
import { type Finding, findingsOf } from './finding.ts'

const { ok, fault, warning } = findingsOf('config file')
/** `hash`: of what is given in it, without what compiling adds; as the functions know theirs. */
export type ConfigFile = { path: string; config: Config; hash: string }

export function readConfigFile(
  path: string,
  { example, mayBeExample }: { example: string; mayBeExample: boolean },
): { file: ConfigFile | undefined; findings: Finding[] } {
  const compiled = compileConfig(path)
  if (!compiled.ok) {
    const fix = 'every key is explained in docs/configuration.md.'
    return { file: undefined, findings: compiled.mistakes.map((mistake) => fault(`${path}: ${mistake}`, fix)) }
  }
  const { config, json } = compiled
  const file = { path, config, hash: hashOf(JSON.parse(json)) }
  if (resolve(path) !== resolve(example)) return { file, findings: [ok(`${basename(path)} has no mistakes`)] }
  const finding = mayBeExample
    ? ok('the example, whose people live in the stand-in')
    : fault(
        `${basename(path)} is the example, whose people nobody has`,
        'copy it, put your own ids in, and let CLOSING_BELL_CONFIG name the copy.',
      )
  return { file, findings: [finding] }
}

function hashOf(raw: unknown): string {
  const { publicHolidays: _dates, ...given } = z.looseObject({ publicHolidays: z.unknown() }).parse(raw)
  return createHash('sha256').update(JSON.stringify(given)).digest('hex')
}

/** Whether what runs was made of this file. */
export function checkConfigInUse(file: ConfigFile, inUse: string, again: string): Finding {
  if (inUse === file.hash) return ok(`it is what is in use`)
  return warning(
    `what is in use is not ${basename(file.path)} as it is now`,
    `${again}, or look at the file that is in use.`,
  )
}

/** Slack tells no program what an app is called by, nor its secret. */
export function checkCommand({ config }: ConfigFile, manifest: string): Finding[] {
  const { notCheckable } = findingsOf('command')
  const { command } = config.slack
  return [
    notCheckable(
      `whether the app in Slack has ${command}, this request URL and this signing secret: Slack tells no program`,
      `type ${command} help in Slack. If nothing answers, paste what ${manifest} prints at api.slack.com/apps › App Manifest.`,
    ),
  ]
}
