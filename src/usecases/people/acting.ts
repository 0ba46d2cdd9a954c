import type { Delegation } from '../../domain/approvals/delegation.ts'
import type { Principal } from '../../domain/policy/policy.ts'
import type { Delegations } from '../ports/delegations.ts'
import type { People } from '../ports/people/people.ts'
import type { Rules } from '../ports/rules.ts'
import { findAuthority } from './authority.ts'

export type ActingPorts = {
  people: People
  rules: Pick<Rules, 'policyFor'>
  delegations: Delegations
}

/** Who acts today for one of those named: the policy still names both, and both are still full members. */
export async function actingFor(
  entity: string,
  approvers: readonly Principal[],
  ports: ActingPorts,
): Promise<Delegation[]> {
  const { delegates = [] } = ports.rules.policyFor(entity).policy
  if (delegates.length === 0) return []
  const inForce = await ports.delegations.inForce(entity)
  const counts = await Promise.all(inForce.map((one) => isStillSo(one, { approvers, delegates }, ports)))
  return inForce.filter((_one, index) => counts[index])
}

async function isStillSo(
  { delegator, delegate }: Delegation,
  { approvers, delegates }: { approvers: readonly Principal[]; delegates: readonly Principal[] },
  { people }: ActingPorts,
): Promise<boolean> {
  if (!(await findAuthority(delegator.id, approvers, people))) return false
  if (!(await findAuthority(delegate.id, delegates, people))) return false
  const both = await Promise.all([people.person(delegator.id), people.person(delegate.id)])
  return both.every(({ isFullMember }) => isFullMember)
}
