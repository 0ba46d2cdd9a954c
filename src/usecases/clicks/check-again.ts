import type { ClickRefused } from '../../domain/approvals/approval.ts'
import { mustWake } from '../../domain/approvals/waking.ts'
import type { Person } from '../../domain/person.ts'
import { approversFor } from '../../domain/policy/policy.ts'
import type { Request, RequestKey } from '../../domain/request.ts'
import type { DecidePorts } from '../decide.ts'
import { findAuthority } from '../people/authority.ts'

export type CheckAgainAnswer =
  | { kind: 'checking'; request: Request }
  | { kind: 'refused'; because: ClickRefused; request: Request | undefined }

/** A blocked request is looked at again now; anyone who may ask or approve may say so. */
export async function checkAgain(key: RequestKey, personId: string, ports: DecidePorts): Promise<CheckAgainAnswer> {
  const { people, requests, rules, workflow } = ports
  const [request, person] = await Promise.all([requests.read(key), people.person(personId)])
  if (!request) return { kind: 'refused', because: 'no-such-request', request }
  const { policy } = rules.policyFor(key.entity)
  const principals = [...policy.requesters, ...approversFor(policy, request.action)]
  const authority = await findAuthority(personId, principals, people)
  const because = whyNot(request, { person, isAllowed: authority !== undefined })
  if (because) {
    await requests.countRefusedClick(key, personId, because)
    return { kind: 'refused', because, request }
  }
  // Written before the token is read: while a look is under way there is none that lives, and the next one finds this.
  await requests.noteMessages(key, { lookAgainAt: ports.now().toISOString() })
  const noted = (await requests.read(key)) ?? request
  if (mustWake(noted) && noted.taskToken) await workflow.resume(noted.taskToken)
  return { kind: 'checking', request: noted }
}

function whyNot(
  request: Request,
  { person, isAllowed }: { person: Person; isAllowed: boolean },
): ClickRefused | undefined {
  if (!person.isFullMember) return 'not-a-full-member'
  if (!isAllowed) return 'not-an-approver'
  if (request.status === 'finished') return 'finished'
  return request.status === 'blocked' ? undefined : 'not-blocked'
}
