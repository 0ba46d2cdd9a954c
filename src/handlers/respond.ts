import { once } from '../runtime/once.ts'
import { createResponderPorts } from '../runtime/with-zuora.ts'
import { respond } from '../slack/answering/responder.ts'
import { askedSchema } from '../slack/asked.ts'

const ports = once(createResponderPorts)

/** What `slack` handed on: does it and answers, once per message id. */
export async function handler(event: unknown): Promise<void> {
  await respond(askedSchema.parse(event), await ports())
}
