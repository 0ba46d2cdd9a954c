// What any function behind Slack does at the least: it checks the signature, and answers.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'

export async function handler(event: APIGatewayProxyEventV2): Promise<{ statusCode: number; body: string }> {
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8')
  const timestamp = event.headers['x-slack-request-timestamp'] ?? ''
  const signature = Buffer.from(event.headers['x-slack-signature'] ?? '')
  const hmac = createHmac('sha256', process.env.SLACK_SIGNING_SECRET ?? '')
  const expected = Buffer.from(`v0=${hmac.update(`v0:${timestamp}:`).update(body).digest('hex')}`)
  const isSigned = signature.length === expected.length && timingSafeEqual(signature, expected)
  return { statusCode: isSigned ? 200 : 401, body: '' }
}
