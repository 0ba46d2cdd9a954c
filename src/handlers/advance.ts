import { once } from '../runtime/once.ts'
import { createAdvancePorts } from '../runtime/with-zuora.ts'
import { advance } from '../usecases/advance.ts'
import type { WorkflowStep } from '../usecases/turns/workflow-step.ts'
import { advanceEvent } from '../workflow/events.ts'

const ports = once(createAdvancePorts)

/** State Advance: takes one step. */
export async function handler(event: unknown): Promise<WorkflowStep> {
  return advance(advanceEvent.parse(event).request, await ports())
}
