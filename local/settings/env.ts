import { devNull } from 'node:os'
import type { DeployedFunction } from '../serverless/serverless-file.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Names of what is made here: the shell's CLOSING_BELL_CONFIG is a YAML file, the functions read what was compiled from it. */
const namesMadeHere = ['CLOSING_BELL_CONFIG', 'TABLE_NAME', 'STATE_MACHINE_ARN', 'RESPOND_FUNCTION']
/** Set by nobody unless wanted: a check that is made only if the setting is there. */
const optionalNames = ['SLACK_APP_ID']
/** Of an entity with credentials of its own: given to each function that has the shared ones. */
const ownNames = /^ZUORA_[A-Z][A-Z0-9]*_(?<shared>BASE_URL|CLIENT_ID|CLIENT_SECRET)$/
const awsEndpointNames = ['DYNAMODB', 'SFN', 'LAMBDA', 'EVENTBRIDGE'].map((name) => `AWS_ENDPOINT_URL_${name}`)
const awsCredentialNames = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_REGION']
/** Whoever runs this may have them in their home directory; on Lambda there are none. */
const noAwsFiles = { AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull }
/** The stand-ins take any. */
export const localCredentials = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' }

/**
 * What a function sees of the environment: exactly the names that serverless.yml gives it, and what Lambda itself
 * sets. `ambient` (the shell) wins over `values` (this machine's own). Throws when a name has no value.
 */
export function environmentOf(
  { name, memoryMb, environmentNames }: DeployedFunction,
  { ambient, values }: { ambient: Environment; values: Environment },
): Record<string, string> {
  const read = (key: string) => (namesMadeHere.includes(key) ? undefined : ambient[key]) || values[key] || undefined
  const own: Record<string, string> = {}
  const given = Object.keys({ ...values, ...ambient }).filter((key) => {
    const shared = ownNames.exec(key)?.groups?.shared
    return shared !== undefined && environmentNames.includes(`ZUORA_${shared}`)
  })
  for (const key of new Set([...environmentNames, ...given])) {
    const value = read(key)
    if (value !== undefined) own[key] = value
    else if (!optionalNames.includes(key) && !ownNames.test(key))
      throw new Error(`serverless.yml gives ${name} ${key}, which has no value here`)
  }
  for (const key of awsEndpointNames) own[key] = read(key) ?? ''
  // Not the shell's: only what stands in for Slack and Zuora can follow a clock that is moved.
  if (values.CLOSING_BELL_CLOCK !== undefined) own.CLOSING_BELL_CLOCK = values.CLOSING_BELL_CLOCK
  return {
    ...own,
    ...awsCredentials(ambient, Object.values(own)),
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    TZ: ':UTC',
  }
}

/** The shell's own credentials only where a setting is to be read from SSM; the stand-ins take any. */
function awsCredentials(ambient: Environment, values: readonly string[]): Record<string, string> {
  if (!values.some((value) => value.startsWith('ssm:'))) return { ...localCredentials, ...noAwsFiles }
  const given = awsCredentialNames.map((key) => [key, ambient[key]] as const)
  return Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined))
}
