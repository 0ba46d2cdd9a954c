import { type ClickRefused, whyNotCancel } from '../../domain/approvals/approval.ts'
import { mustWake } from '../../domain/approvals/waking.ts'
import type { Request, RequestKey } from '../../domain/request.ts'
import type { DecidePorts } from '../decide.ts'
import { showCardAsItIs } from '../people/show-card-as-it-is.ts'
import { seeWhetherRequesterLeft } from '../requester/note-requester-left.ts'

export type CancelAsked = { key: RequestKey; personId: string; slackTs: string | null }

export type CancelAnswer =
  | { kind: 'cancelled'; request: Request }
  | { kind: 'refused'; because: ClickRefused; request: Request | undefined }

/** The requester takes the request back; possible until Zuora is asked to close. */
export async function cancel({ key, personId, slackTs }: CancelAsked, ports: DecidePorts): Promise<CancelAnswer> {
  const request = await ports.requests.read(key)
  if (!request) return { kind: 'refused', because: 'no-such-request', request }
  if (isCancelledBy(personId, request)) return afterCancelling(request, ports)
  const click = { person: request.requester, at: ports.now().toISOString() }
  const because = personId === request.requester.id ? whyNotCancel(request, click) : 'not-requester'
  const cancelled = because === undefined ? await ports.requests.cancel({ key, ...click, slackTs }) : undefined
  if (cancelled) return afterCancelling(cancelled, ports)
  const now = (await ports.requests.read(key)) ?? request
  // The answer to our own write may have been lost, and its repetition met it.
  if (isCancelledBy(personId, now)) return afterCancelling(now, ports)
  return refuseCancel(now, { personId, because: because ?? whyNotCancel(now, click) ?? 'finished' }, ports)
}

export function isCancelledBy(personId: string, { stopped }: Request): boolean {
  return stopped?.kind === 'cancelled' && stopped.by.id === personId
}

export async function afterCancelling(request: Request, ports: DecidePorts): Promise<CancelAnswer> {
  if (mustWake(request) && request.taskToken) await ports.workflow.resume(request.taskToken)
  await showCardAsItIs(request, ports)
  return { kind: 'cancelled', request }
}

export async function refuseCancel(
  request: Request,
  { personId, because }: { personId: string; because: ClickRefused },
  ports: DecidePorts,
): Promise<CancelAnswer> {
  await ports.requests.countRefusedClick(request, personId, because)
  const shown = because === 'not-requester' ? await seeWhetherRequesterLeft(request, personId, ports) : request
  return { kind: 'refused', because, request: shown }
}
