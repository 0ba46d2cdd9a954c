import { whyNotStop } from '../../domain/approvals/approval.ts'
import { isSamePerson } from '../../domain/approvals/decision.ts'
import type { Person } from '../../domain/person.ts'
import { type Authority, approversFor } from '../../domain/policy/policy.ts'
import type { Request } from '../../domain/request.ts'
import type { DecidePorts } from '../decide.ts'
import { authorityNow } from '../people/approver-authority.ts'
import { findAuthority } from '../people/authority.ts'
import { afterCancelling, type CancelAnswer, type CancelAsked, isCancelledBy, refuseCancel } from './cancel.ts'

/** What the button carries that was pressed: the round and the hold that it stands for. */
export type StopAsked = CancelAsked & { round: number; heldUntil?: number }

/** While it is held, who asked and everybody who may approve, in whichever stage, can stop it; nothing is asked of Zuora then. */
export async function stop(asked: StopAsked, ports: DecidePorts): Promise<CancelAnswer> {
  const { key, personId, slackTs } = asked
  const { requests, people } = ports
  const request = await requests.read(key)
  if (!request) return { kind: 'refused', because: 'no-such-request', request }
  if (isCancelledBy(personId, request)) return afterCancelling(request, ports)
  const person = await people.person(personId)
  const authority = await mayStop(request, person, ports)
  if (!authority) return refuseCancel(request, { personId, because: 'not-an-approver' }, ports)
  const click = { ...asked, person }
  const because = whyNotStop(request, click)
  if (because) return refuseCancel(request, { personId, because }, ports)
  const allowed = authority === 'requester' ? {} : { authority }
  const at = ports.now().toISOString()
  const stopped = await requests.cancel({ key, hold: request, person, at, slackTs, ...allowed })
  if (stopped) return afterCancelling(stopped, ports)
  const now = (await requests.read(key)) ?? request
  if (isCancelledBy(personId, now)) return afterCancelling(now, ports)
  return refuseCancel(now, { personId, because: whyNotStop(now, click) ?? 'not-held' }, ports)
}

async function mayStop(
  request: Request,
  person: Person,
  ports: DecidePorts,
): Promise<Authority | 'requester' | undefined> {
  if (isSamePerson(request.requester, person)) return 'requester'
  const { policy } = ports.rules.policyFor(request.entity)
  const named = await findAuthority(person.id, approversFor(policy, request.action), ports.people)
  return named ?? authorityNow(request, person.id, ports)
}
