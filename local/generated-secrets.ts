import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const schema = z.object({
  SLACK_BOT_TOKEN: z.string(),
  SLACK_SIGNING_SECRET: z.string(),
  SLACK_APP_ID: z.string(),
  ZUORA_CLIENT_ID: z.string(),
  ZUORA_CLIENT_SECRET: z.string(),
})

/** What the stand-ins and the bot agree on, made once for a data directory. */
export function readOrMakeSecrets(file: string): z.infer<typeof schema> {
  if (existsSync(file)) return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const made: z.infer<typeof schema> = {
    SLACK_BOT_TOKEN: `xoxb-local-${randomBytes(12).toString('hex')}`,
    SLACK_SIGNING_SECRET: randomBytes(16).toString('hex'),
    SLACK_APP_ID: `A0${randomBytes(4).toString('hex').toUpperCase()}`,
    ZUORA_CLIENT_ID: randomUUID(),
    ZUORA_CLIENT_SECRET: randomBytes(24).toString('base64url'),
  }
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
  return made
}
