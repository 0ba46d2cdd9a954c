import { createHmac } from 'node:crypto'

/** A form as Slack posts it, signed now. */
export function signedForm(fields: Readonly<Record<string, string>>, signingSecret: string) {
  const body = new URLSearchParams(fields).toString()
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signature,
  }
  return { method: 'POST', headers, body }
}
