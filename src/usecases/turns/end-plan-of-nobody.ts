import { requestersFor } from '../../domain/policy/policy.ts'
import type { Request } from '../../domain/request.ts'
import { findAuthority } from '../people/authority.ts'
import type { WorkflowPorts } from './workflow-ports.ts'

/**
 * A plan may have waited for a month. Right before it asks Zuora for the first time it is looked, past every cache, whether who
 * asked may still ask for it: it would lock people out, and without approvals nobody else said yes. Whether it has ended.
 */
export async function endPlanOfNobody(
  request: Request,
  { requests, people, rules }: Pick<WorkflowPorts, 'requests' | 'people' | 'rules'>,
): Promise<boolean> {
  const { notBefore, asks, round, requester, action, entity } = request
  if (notBefore === null || round > 0 || Object.keys(asks).length > 0) return false
  const requesters = requestersFor(rules.policyFor(entity).policy, action)
  const fresh = people.fresh()
  const [person, authority] = await Promise.all([
    fresh.person(requester.id),
    findAuthority(requester.id, requesters, fresh),
  ])
  if (person.isFullMember && authority) return false
  const because = { kind: 'may-not-ask-any-more', person: requester.id } as const
  await requests.write(request, { outcome: { kind: 'refused', because } }, [])
  return true
}
