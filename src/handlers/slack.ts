import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { createReceiver } from '../runtime/front.ts'
import { once } from '../runtime/once.ts'

const receiver = once(createReceiver)

/** POST /slack/events: every command, click and submission. Verifies, acks, opens modals, hands on. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  return (await receiver()).handle(event)
}
