import { createHmac } from 'node:crypto'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'

/** A slash command as API Gateway hands it to the function, signed now. */
export function commandEvent(
  text: string,
  { signingSecret, slackUrl }: { signingSecret: string; slackUrl: string },
): string {
  const body = new URLSearchParams({
    token: 'unused',
    team_id: 'T0LOCAL',
    team_domain: 'example',
    channel_id: 'C0CLOSE',
    channel_name: 'month-end',
    user_id: 'U0ALICE',
    user_name: 'alice',
    command: '/period',
    text,
    api_app_id: 'A0BENCH',
    is_enterprise_install: 'false',
    response_url: `${slackUrl}/response/bench`,
    trigger_id: '1.2.bench',
  }).toString()
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`
  const event: APIGatewayProxyEventV2 = {
    version: '2.0',
    routeKey: 'POST /slack/events',
    rawPath: '/slack/events',
    rawQueryString: '',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
    },
    requestContext: {
      accountId: '000000000000',
      apiId: 'bench',
      domainName: 'bench',
      domainPrefix: 'bench',
      http: {
        method: 'POST',
        path: '/slack/events',
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: 'Slackbot 1.0 (+https://api.slack.com/robots)',
      },
      requestId: 'bench',
      routeKey: 'POST /slack/events',
      stage: '$default',
      time: new Date().toISOString(),
      timeEpoch: Date.now(),
    },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  }
  return JSON.stringify(event)
}
