import { createHmac, timingSafeEqual } from 'node:crypto'

/** Five minutes, to either side: a clock that is ahead is as wrong as one that is behind. */
const mostSecondsOff = 300

export type Signed = {
  /** As `X-Slack-Signature`: `v0=` and 64 hex digits. */
  signature: string | undefined
  /** As `X-Slack-Request-Timestamp`: Unix seconds. */
  timestamp: string | undefined
  rawBody: Buffer
}

/**
 * Whether Slack signed exactly these bytes, just now, with one of the secrets (two while they are being rotated).
 * Source: Slack's "Verifying requests from Slack".
 */
export function isSignedBySlack(signed: Signed, secrets: readonly string[], now: Date): boolean {
  if (!mayBeSigned(signed, now)) return false
  const { signature, timestamp, rawBody } = signed
  return secrets.some((secret) => secret !== '' && isEqual(signature, signatureOf(secret, timestamp, rawBody)))
}

/** Of the setting, which holds two, comma-separated, while one takes the other's place. */
export function signingSecretsIn(setting: string): string[] {
  return setting.split(',').flatMap((secret) => secret.trim() || [])
}

/** Whether it is made like a request of Slack, and recent. */
export function mayBeSigned(signed: Signed, now: Date): signed is Signed & { signature: string; timestamp: string } {
  const { signature, timestamp } = signed
  if (!/^v0=[0-9a-f]{64}$/.test(signature ?? '') || !/^\d{1,12}$/.test(timestamp ?? '')) return false
  return Math.abs(now.getTime() / 1000 - Number(timestamp)) <= mostSecondsOff
}

export function signatureOf(secret: string, timestamp: string, rawBody: Buffer): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(rawBody).digest('hex')}`
}

function isEqual(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
