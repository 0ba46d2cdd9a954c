import { type Authority, authorityOf, groupsIn, isGroup, type Principal } from '../../domain/policy/policy.ts'
import type { People } from '../ports/people/people.ts'

/** The rule that allows this person, with the groups looked up now. */
export async function findAuthority(
  personId: string,
  principals: readonly Principal[],
  people: People,
): Promise<Authority | undefined> {
  const named = authorityOf(personId, principals, new Map())
  return named ?? authorityOf(personId, principals, await people.members(groupsIn(principals)))
}

/** Every person that principals name, each once. */
export async function resolvePrincipals(principals: readonly Principal[], people: People): Promise<string[]> {
  const members = await people.members(groupsIn(principals))
  const ids = principals.flatMap((principal) => (isGroup(principal) ? (members.get(principal) ?? []) : [principal]))
  return [...new Set(ids)]
}
