import { handled } from '../runtime/handled.ts'
import { once } from '../runtime/once.ts'
import { requestInEvent } from '../runtime/request-in-event.ts'
import { createRequestApprovalPorts } from '../runtime/without-zuora.ts'
import { requestApproval } from '../usecases/request-approval.ts'
import { requestApprovalEvent } from '../workflow/events.ts'

const ports = once(createRequestApprovalPorts)

/** State AwaitDecision: keeps the task token and posts the card. */
export const handler = handled<unknown, void>(
  'request-approval',
  async (event) => {
    const { request, taskToken } = requestApprovalEvent.parse(event)
    await requestApproval(request, taskToken, await ports())
  },
  requestInEvent,
)
