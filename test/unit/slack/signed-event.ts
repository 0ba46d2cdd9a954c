import { createHmac } from 'node:crypto'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'

export const signingSecret = 'a-signing-secret-that-must-not-show'
export const now = new Date('2026-11-03T14:00:00.500Z')

type Signing = {
  secret?: string
  /** Seconds from now, as Slack's clock had it. */
  secondsOff?: number
  contentType?: string
  base64?: boolean
  headers?: Record<string, string>
}

/** What API Gateway hands to the function for a request that Slack signed. */
export function signedEvent(body: string, signing: Signing = {}): APIGatewayProxyEventV2 {
  const { secret = signingSecret, secondsOff = 0, contentType = 'application/x-www-form-urlencoded' } = signing
  const timestamp = String(Math.floor(now.getTime() / 1000) + secondsOff)
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
  return gatewayEvent(body, {
    base64: signing.base64 ?? false,
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
      ...signing.headers,
    },
  })
}

export function gatewayEvent(
  body: string,
  { headers = {}, base64 = false }: { headers?: Record<string, string>; base64?: boolean },
): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: 'POST /slack/events',
    rawPath: '/slack/events',
    rawQueryString: '',
    headers,
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: {
        method: 'POST',
        path: '/slack/events',
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: 'Slackbot',
      },
      requestId: 'request-1',
      routeKey: 'POST /slack/events',
      stage: '$default',
      time: '03/Nov/2026:14:00:00 +0000',
      timeEpoch: now.getTime(),
    },
    isBase64Encoded: base64,
    body: base64 ? Buffer.from(body, 'utf8').toString('base64') : body,
  }
}

export const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString()

export const payload = (value: object): string => form({ payload: JSON.stringify(value) })

const responseUrl = 'https://hooks.slack.com/actions/T0LOCAL/1/secret-address'

/** A slash command as Slack documents it. */
export function commandBody(text: string, changes: Record<string, string> = {}): string {
  return form({
    token: 'deprecated',
    team_id: 'T0LOCAL',
    team_domain: 'local',
    api_app_id: 'A0LOCAL',
    channel_id: 'C0CLOSE',
    channel_name: 'close',
    user_id: 'U0ALICE',
    user_name: 'alice',
    command: '/period',
    text,
    response_url: responseUrl,
    trigger_id: '1.2.3',
    ...changes,
  })
}

/** A click on a button of a message, as Slack documents `block_actions`. */
export function clickBody(actionId: string, value: string, changes: Record<string, unknown> = {}): string {
  return payload({
    type: 'block_actions',
    team: { id: 'T0LOCAL', domain: 'local' },
    user: { id: 'U0BOB', username: 'bob', name: 'bob', team_id: 'T0LOCAL' },
    api_app_id: 'A0LOCAL',
    token: 'deprecated',
    container: { type: 'message', message_ts: '1793725200.000200', channel_id: 'C0CLOSE', is_ephemeral: false },
    trigger_id: '4.5.6',
    channel: { id: 'C0CLOSE', name: 'close' },
    message: { type: 'message', text: 'a card', ts: '1793725200.000200' },
    state: { values: {} },
    response_url: responseUrl,
    actions: [
      {
        type: 'button',
        action_id: actionId,
        block_id: 'b1',
        text: { type: 'plain_text', text: 'a button', emoji: true },
        value,
        action_ts: '1793725300.1',
      },
    ],
    ...changes,
  })
}

/** A submitted modal, as Slack documents `view_submission`. */
export function submissionBody(callbackId: string, view: { private_metadata: string; values: object }): string {
  return payload({
    type: 'view_submission',
    team: { id: 'T0LOCAL', domain: 'local' },
    user: { id: 'U0CAROL', username: 'carol', name: 'carol', team_id: 'T0LOCAL' },
    api_app_id: 'A0LOCAL',
    token: 'deprecated',
    trigger_id: '7.8.9',
    response_urls: [],
    view: {
      id: 'V1',
      team_id: 'T0LOCAL',
      type: 'modal',
      callback_id: callbackId,
      private_metadata: view.private_metadata,
      blocks: [],
      state: { values: view.values },
      hash: '1.a',
      title: { type: 'plain_text', text: 'Reject request' },
      app_id: 'A0LOCAL',
      bot_id: 'B1',
    },
  })
}
