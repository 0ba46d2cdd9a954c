import { handled } from '../runtime/handled.ts'
import { once } from '../runtime/once.ts'
import { requestInEvent } from '../runtime/request-in-event.ts'
import { createAdvancePorts } from '../runtime/with-zuora.ts'
import { advance } from '../usecases/advance.ts'
import type { WorkflowStep } from '../usecases/turns/workflow-step.ts'
import { advanceEvent } from '../workflow/events.ts'

const ports = once(createAdvancePorts)

/** State Advance: takes one step. */
export const handler = handled<unknown, WorkflowStep>(
  'advance',
  async (event) => advance(advanceEvent.parse(event).request, await ports()),
  requestInEvent,
)
