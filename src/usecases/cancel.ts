import { type ClickRefused, mustWake, whyNotCancel } from '../domain/approvals/approval.ts'
import type { Request, RequestKey } from '../domain/request.ts'
import type { DecidePorts } from './decide.ts'
import { showCardAsItIs } from './people/show-card-as-it-is.ts'

export type CancelAnswer =
  | { kind: 'cancelled'; request: Request }
  | { kind: 'refused'; because: ClickRefused; request: Request | undefined }

/** The requester takes the request back; possible until Zuora is asked to close. */
export async function cancel(key: RequestKey, personId: string, ports: DecidePorts): Promise<CancelAnswer> {
  const request = await ports.requests.read(key)
  if (!request) return { kind: 'refused', because: 'no-such-request', request }
  if (isCancelledBy(personId, request)) return afterCancelling(request, ports)
  const click = { person: request.requester, at: ports.now().toISOString() }
  const because = personId === request.requester.id ? whyNotCancel(request, click) : 'not-requester'
  const cancelled = because === undefined ? await ports.requests.cancel({ key, ...click }) : undefined
  if (cancelled) return afterCancelling(cancelled, ports)
  const now = (await ports.requests.read(key)) ?? request
  // The answer to our own write may have been lost, and its repetition met it.
  if (isCancelledBy(personId, now)) return afterCancelling(now, ports)
  const reason = because ?? whyNotCancel(now, click) ?? 'finished'
  await ports.requests.countRefusedClick(key, personId, reason)
  return { kind: 'refused', because: reason, request: now }
}

function isCancelledBy(personId: string, { stopped }: Request): boolean {
  return stopped?.kind === 'cancelled' && stopped.by.id === personId
}

async function afterCancelling(request: Request, ports: DecidePorts): Promise<CancelAnswer> {
  if (mustWake(request) && request.taskToken) await ports.workflow.resume(request.taskToken)
  await showCardAsItIs(request, ports)
  return { kind: 'cancelled', request }
}
