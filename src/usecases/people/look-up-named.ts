import type { Person } from '../../domain/person.ts'
import { groupsIn, isGroup, type Principal } from '../../domain/policy/policy.ts'
import type { People } from '../ports/people/people.ts'

/** Who each of these principals names now. Each person is asked for once, whatever names them. */
export async function lookUpNamed(
  principals: readonly Principal[],
  people: People,
): Promise<(principal: Principal) => Person[]> {
  const members = await people.members(groupsIn(principals))
  const idsOf = (principal: Principal) => (isGroup(principal) ? (members.get(principal) ?? []) : [principal])
  const ids = [...new Set(principals.flatMap(idsOf))]
  const known = new Map(await Promise.all(ids.map(async (id) => [id, await people.person(id)] as const)))
  return (principal) => idsOf(principal).flatMap((id) => known.get(id) ?? [])
}
