import { randomBytes } from 'node:crypto'
import type { Answer, Seen } from './local-http.ts'

const hex = (bytes: number) => randomBytes(bytes).toString('hex')

/** Each as it looks where it comes from. */
export const secrets = {
  botToken: `xoxb-1111111111-${hex(12)}`,
  signingSecret: hex(16),
  olderSigningSecret: hex(16),
  clientSecret: randomBytes(24).toString('base64url'),
  zuoraToken: hex(16),
  awsSecretKey: randomBytes(30).toString('base64'),
  awsSessionToken: randomBytes(300).toString('base64'),
  taskToken: randomBytes(500).toString('base64'),
  responseUrl: `T0LOCAL/${hex(8)}/${randomBytes(18).toString('base64url')}`,
  triggerId: `1795293790110.1000000.${hex(16)}`,
  verification: randomBytes(18).toString('base64url'),
  uploadTicket: randomBytes(30).toString('base64url'),
}

/** Whatever was said, of which it must not be told whole. */
export function secretsIn(said: string): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => (said.includes(secret) ? [name] : []))
}

/** How the outside repeats everything that it was told, and everything that it knows. */
export const echoes = {
  'as text with a 500': (said: string): Answer => ({
    status: 500,
    body: said,
    headers: { 'content-type': 'text/plain', 'retry-after': '0' },
  }),
  'in half an answer': (said: string): Answer => ({
    headers: { 'retry-after': '0' },
    body: `{"ok": true, "said": ${JSON.stringify(said)}`,
  }),
  'in the words of a refusal': (said: string): Answer => ({
    status: 400,
    body: {
      __type: 'com.amazonaws#ValidationException',
      message: said,
      Message: said,
      ok: false,
      error: said,
      response_metadata: { messages: [`[ERROR] ${said}`], warnings: [said] },
      success: false,
      processId: said,
      reasons: [{ code: 59210020, message: said }],
    },
  }),
  'in the words of a refusal inside a 200': (said: string): Answer => ({
    body: {
      ok: false,
      error: said,
      response_metadata: { messages: [`[ERROR] ${said}`], warnings: [said] },
      success: false,
      reasons: [{ code: 59210020, message: said }],
    },
  }),
  'while it asks to wait': (said: string): Answer => ({ status: 429, body: said, headers: { 'retry-after': '0' } }),
  'by cutting the line': (): Answer => null,
} as const

/** What each side may know of what is nobody else's, as it would write it. */
const known = {
  slack: [
    secrets.botToken,
    secrets.signingSecret,
    secrets.triggerId,
    `https://files.slack.com/upload/v1/${secrets.uploadTicket}`,
    `https://hooks.slack.com/commands/${secrets.responseUrl}?x=${secrets.responseUrl}`,
    JSON.stringify({ token: secrets.verification }),
    `token=${secrets.verification}`,
  ],
  zuora: [
    secrets.clientSecret,
    JSON.stringify({ access_token: secrets.zuoraToken }),
    `access_token=${secrets.zuoraToken}`,
    `Authorization: Bearer ${secrets.zuoraToken}`,
  ],
  aws: [secrets.awsSessionToken, secrets.taskToken, secrets.botToken, secrets.clientSecret],
}

export const allThatIsKnown = Object.values(known).flat().join('\n')

/** All that a side was told with this, or knows from before. */
export function toldBy(side: 'slack' | 'zuora' | 'aws', { method, path, headers, body }: Seen): string {
  return [method, path, JSON.stringify(headers), body, ...known[side]].join('\n')
}
