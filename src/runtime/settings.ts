import { readFileSync } from 'node:fs'
import { AwsClient } from 'aws4fetch'
import { type Config, readConfig, settingsNeeded } from '../config.ts'
import { type ParameterStore, readSecrets } from '../secrets.ts'

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
  check: [...slack, 'CLOSING_BELL_CONFIG'],
} as const

export type FunctionName = keyof typeof settingNames
export type Settings<Name extends FunctionName> = Readonly<Record<(typeof settingNames)[Name][number], string>>

export class SettingMissing extends Error {
  override name = 'SettingMissing' as const
}

export class ConfigRefused extends Error {
  override name = 'ConfigRefused' as const
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
): Promise<Settings<Name>> {
  const names = settingsNeeded(settingNames[name], entities, process.env)
  const missing = names.filter((setting) => !optional.has(setting) && !process.env[setting])
  if (missing.length > 0) throw new SettingMissing(`Function ${name} needs ${missing.join(', ')} in its environment.`)
  const settings = Object.fromEntries(names.map((setting) => [setting, process.env[setting] ?? '']))
  return (await readSecrets(settings, parameterStore())) as Settings<Name>
}

/** A function's configuration, which says whose settings there are to read. */
export function readConfigOf(name: FunctionName): Config {
  const path = process.env.CLOSING_BELL_CONFIG
  if (!path) throw new SettingMissing(`Function ${name} needs CLOSING_BELL_CONFIG in its environment.`)
  return readConfigFile(path)
}

/** The configuration as it was compiled to JSON beside the bundle. */
export function readConfigFile(path: string): Config {
  const read = readConfig(JSON.parse(readFileSync(path, 'utf8')))
  if (!read.ok) throw new ConfigRefused(`${path}: ${read.mistakes.join('; ')}`)
  return read.config
}

/** By which name the AWS SDK knows the endpoint of each; requests to EventBridge are signed for `events`. */
const endpointNames = { lambda: 'LAMBDA', ssm: 'SSM', events: 'EVENTBRIDGE' } as const

/** Calls of AWS APIs signed with the function's own role. */
export function signedFor(service: keyof typeof endpointNames): ParameterStore {
  const { AWS_REGION = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN } = process.env
  const client = new AwsClient({
    service,
    region: AWS_REGION,
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: AWS_SESSION_TOKEN }),
    retries: 1,
  })
  const endpoint = process.env[`AWS_ENDPOINT_URL_${endpointNames[service]}`]
  return {
    fetch: (request, options) => client.fetch(request, options),
    endpoint: endpoint ?? `https://${service}.${AWS_REGION}.amazonaws.com`,
  }
}

function parameterStore(): ParameterStore {
  return signedFor('ssm')
}
