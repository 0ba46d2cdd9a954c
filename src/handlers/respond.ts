import { handled } from '../runtime/handled.ts'
import { once } from '../runtime/once.ts'
import { requestInEvent } from '../runtime/request-in-event.ts'
import { createResponderPorts } from '../runtime/with-zuora.ts'
import { respond } from '../slack/answering/responder.ts'
import { askedSchema } from '../slack/asked.ts'

const ports = once(createResponderPorts)

/** What `slack` handed on: does it and answers, once per message id. */
export const handler = handled<unknown, void>(
  'respond',
  async (event) => respond(askedSchema.parse(event), await ports()),
  requestInEvent,
)
