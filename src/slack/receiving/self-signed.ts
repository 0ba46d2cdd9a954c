import { signatureOf } from './signature.ts'

/** What Slack sends to look at a certificate; whoever receives it does nothing: docs.slack.dev, "Slash commands". */
const body = 'ssl_check=1'

/** `signatures`: one for each secret. */
export type SelfSigned = { body: string; timestamp: string; signatures: string[] }

/** Signed as Slack signs, so that whoever has no secret can see whether the bot knows it. It proves nothing but that, for five minutes. */
export function selfSigned(secrets: readonly string[], now: Date): SelfSigned {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  return { body, timestamp, signatures: secrets.map((secret) => signatureOf(secret, timestamp, Buffer.from(body))) }
}
