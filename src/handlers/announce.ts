import { handled } from '../runtime/handled.ts'
import { once } from '../runtime/once.ts'
import { requestInEvent } from '../runtime/request-in-event.ts'
import { createAnnouncePorts } from '../runtime/with-zuora.ts'
import { announce } from '../usecases/announce.ts'
import type { WorkflowStep } from '../usecases/turns/workflow-step.ts'
import { announceEvent } from '../workflow/events.ts'

const ports = once(createAnnouncePorts)

/** State Announce: seals the outcome and tells people. */
export const handler = handled<unknown, WorkflowStep>(
  'announce',
  async (event) => {
    const { request, broke } = announceEvent.parse(event)
    return announce(request, broke, await ports())
  },
  requestInEvent,
)
