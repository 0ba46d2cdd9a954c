import { once } from '../runtime/once.ts'
import { createRequestApprovalPorts } from '../runtime/without-zuora.ts'
import { requestApproval } from '../usecases/request-approval.ts'
import { requestApprovalEvent } from '../workflow/events.ts'

const ports = once(createRequestApprovalPorts)

/** State AwaitDecision: keeps the task token and posts the card. */
export async function handler(event: unknown): Promise<void> {
  const { request, taskToken } = requestApprovalEvent.parse(event)
  await requestApproval(request, taskToken, await ports())
}
