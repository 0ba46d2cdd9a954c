import { isWaiting } from '../../domain/approvals/waking.ts'
import { requestersFor } from '../../domain/policy/policy.ts'
import type { Request } from '../../domain/request.ts'
import { findAuthority } from '../people/authority.ts'
import type { People } from '../ports/people/people.ts'
import type { Requests } from '../ports/record/requests.ts'
import type { Rules } from '../ports/rules.ts'
import type { Announcer } from '../ports/telling/announcer.ts'

/**
 * While a request waits for people: whether who asked is still here, so that somebody else can take it over. Undefined when
 * somebody wrote meanwhile: the next turn looks again.
 */
export async function noteRequesterLeft(
  request: Request,
  { requests, people, now }: { requests: Requests; people: People; now: () => Date },
): Promise<Request | undefined> {
  const { isFullMember } = await people.person(request.requester.id)
  const hasLeft = request.requesterLeftAt !== null
  if (hasLeft !== isFullMember) return request
  return requests.write(request, { requesterLeftAt: isFullMember ? null : now().toISOString() }, [])
}

type Seeing = { requests: Requests; people: People; announcer: Announcer; rules: Rules; now: () => Date }

/**
 * The same at once, when somebody who could take it over presses what is only for who asked: they may be pressing it because
 * that person is gone. The request as it is shown from then on.
 */
export async function seeWhetherRequesterLeft(
  request: Request,
  personId: string,
  { announcer, people, requests, rules, now }: Seeing,
): Promise<Request> {
  if (!isWaiting(request) || request.stopped || request.outcome) return request
  // Nobody else's presses are to use up Slack's limit.
  const mayAsk = requestersFor(rules.policyFor(request.entity).policy, request.action)
  if (!(await findAuthority(personId, mayAsk, people))) return request
  const noted = await noteRequesterLeft(request, { requests, people: people.fresh(), now })
  if (noted && noted !== request && noted.statusMessage) await announcer.showStatus(noted, null)
  return noted ?? request
}
