import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { ownSettingName } from '../../src/config.ts'

const schema = z
  .object({
    SLACK_BOT_TOKEN: z.string(),
    SLACK_SIGNING_SECRET: z.string(),
    SLACK_APP_ID: z.string(),
    ZUORA_CLIENT_ID: z.string(),
    ZUORA_CLIENT_SECRET: z.string(),
  })
  .catchall(z.string())

type Secrets = z.infer<typeof schema>

/**
 * What the stand-ins and the bot agree on, made once for a data directory; with a client's id and secret for each of these
 * keys of entities, and of no others that were made before.
 */
export function readOrMakeSecrets(file: string, keys: readonly string[] = []): Secrets {
  const known = existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : makeSecrets()
  const secrets = schema.parse(Object.assign({}, ...keys.map(makeClient), known))
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  const wanted = new Set([...Object.keys(schema.shape), ...keys.flatMap((key) => Object.keys(makeClient(key)))])
  return schema.parse(Object.fromEntries(Object.entries(secrets).filter(([name]) => wanted.has(name))))
}

function makeClient(key: string): Record<string, string> {
  return {
    [ownSettingName('ZUORA_CLIENT_ID', key)]: randomUUID(),
    [ownSettingName('ZUORA_CLIENT_SECRET', key)]: randomBytes(24).toString('base64url'),
  }
}

function makeSecrets(): Secrets {
  return {
    SLACK_BOT_TOKEN: `xoxb-local-${randomBytes(12).toString('hex')}`,
    SLACK_SIGNING_SECRET: randomBytes(16).toString('hex'),
    SLACK_APP_ID: `A0${randomBytes(4).toString('hex').toUpperCase()}`,
    ZUORA_CLIENT_ID: randomUUID(),
    ZUORA_CLIENT_SECRET: randomBytes(24).toString('base64url'),
  }
}
