import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { createReceiver } from '../runtime/front.ts'
import { handled } from '../runtime/handled.ts'
import { once } from '../runtime/once.ts'

const receiver = once(createReceiver)

/** POST /slack/events: every command, click and submission. Verifies, acks, opens modals, hands on. */
export const handler = handled<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>('slack', async (event) =>
  (await receiver()).handle(event),
)
