import { settingsNeeded } from '../config/credentials.ts'
import type { Config } from '../config.ts'
import { hideFromLogs } from '../log/hide-secrets.ts'
import { readSecrets } from '../secrets.ts'
import { signedFor } from './signed-for.ts'

const slack = ['SLACK_API_URL', 'SLACK_BOT_TOKEN'] as const
const zuora = ['ZUORA_BASE_URL', 'ZUORA_CLIENT_ID', 'ZUORA_CLIENT_SECRET'] as const
const stored = ['CLOSING_BELL_CONFIG', 'TABLE_NAME'] as const

/** The settings of each function: what serverless.yml gives it, no more and no less. */
export const settingNames = {
  slack: [...slack, 'SLACK_SIGNING_SECRET', 'SLACK_APP_ID', 'CLOSING_BELL_CONFIG', 'RESPOND_FUNCTION'],
  respond: [...slack, ...zuora, ...stored, 'STATE_MACHINE_ARN'],
  advance: [...slack, ...zuora, ...stored, 'STATE_MACHINE_ARN'],
  'request-approval': [...slack, ...stored, 'ZUORA_BASE_URL'],
  announce: [...slack, ...zuora, ...stored],
  wake: [...slack, ...stored, 'ZUORA_BASE_URL', 'STATE_MACHINE_ARN'],
  reconcile: [...slack, ...zuora, ...stored],
  remind: [...slack, ...zuora, ...stored],
  export: stored,
  'note-restored': stored,
  'end-request': stored,
  check: [...slack, 'SLACK_SIGNING_SECRET', 'SLACK_APP_ID', ...zuora, ...stored, 'STATE_MACHINE_ARN'],
} as const

export type FunctionName = keyof typeof settingNames
export type Settings<Name extends FunctionName> = Readonly<Record<(typeof settingNames)[Name][number], string>>

export class SettingMissing extends Error {
  override name = 'SettingMissing' as const
}

/** May be empty: then the app's id is not checked. */
const optional: ReadonlySet<string> = new Set(['SLACK_APP_ID'])

/**
 * A function's settings, secrets read, and those of entities with credentials of their own. A missing one stops the
 * function: none has a default.
 */
export async function readSettings<Name extends FunctionName>(
  name: Name,
  entities: Config['entities'] = [],
  timeoutMs = 5_000,
): Promise<Settings<Name>> {
  const names = settingsNeeded(settingNames[name], entities, process.env)
  const missing = names.filter((setting) => !optional.has(setting) && !process.env[setting])
  if (missing.length > 0) throw new SettingMissing(`Function ${name} needs ${missing.join(', ')} in its environment.`)
  const settings = Object.fromEntries(names.map((setting) => [setting, process.env[setting] ?? '']))
  const read = await readSecrets(settings, { call: signedFor('ssm'), timeoutMs })
  hideFromLogs(secretsIn(read))
  return read as Settings<Name>
}

/** And of the function's role. A setting may hold two, while one takes the other's place. */
function secretsIn(settings: Readonly<Record<string, string>>): string[] {
  const secret = Object.entries(settings).filter(([name]) => /_(TOKEN|SECRET)$/.test(name))
  const { AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN = '' } = process.env
  const values = [...secret.map(([, value]) => value), AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN]
  return values.flatMap((value) => value.split(',').map((one) => one.trim()))
}
