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
export function isSignedBySlack(
  { signature, timestamp, rawBody }: Signed,
  secrets: readonly string[],
  now: Date,
): boolean {
  if (signature === undefined || timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > mostSecondsOff) return false
  return secrets.some((secret) => isEqual(signature, signatureOf(secret, timestamp, rawBody)))
}

function signatureOf(secret: string, timestamp: string, rawBody: Buffer): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(rawBody).digest('hex')}`
}

function isEqual(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
