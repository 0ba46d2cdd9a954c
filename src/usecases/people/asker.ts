import type { Person } from '../../domain/person.ts'
import { type Action, type Authority, requestersFor } from '../../domain/policy/policy.ts'
import type { People } from '../ports/people/people.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import { findAuthority } from './authority.ts'

/** Who asks, and the rule that lets them, with the members of a group as they are now. */
export async function askerOf(
  { action, personId, entity }: { action: Action; personId: string; entity: Entity },
  { rules, people }: { rules: Rules; people: People },
): Promise<{ person: Person; authority: Authority | undefined }> {
  const { policy } = rules.policyFor(entity.key)
  const [person, authority] = await Promise.all([
    people.person(personId),
    findAuthority(personId, requestersFor(policy, action), people),
  ])
  return { person, authority }
}
