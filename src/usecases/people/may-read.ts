import type { Person } from '../../domain/person.ts'
import type { Principal } from '../../domain/policy/policy.ts'
import { actorsOf, readersOf } from '../../domain/reading/readers.ts'
import type { People } from '../ports/people/people.ts'
import type { Rules } from '../ports/rules.ts'
import { findAuthority } from './authority.ts'

/** Why somebody may not read what is kept of an entity, and whom they can ask instead. */
export type MayNotRead = {
  kind: 'may-not-read'
  because: 'not-in-policy' | 'not-a-full-member'
  ask: readonly Principal[]
  /** As it stands on every card. */
  entityName: string
}

export type ReaderPorts = { rules: Rules; people: People }

/** Undefined when they may. Auditors may be guests; whoever else the policy names is a full member. */
export async function whyNotRead(
  person: Person,
  entity: { key: string },
  { rules, people }: ReaderPorts,
): Promise<MayNotRead | undefined> {
  const { policy } = rules.policyFor(entity.key)
  if (await isAuditor(person, entity, { rules, people })) return undefined
  const because = person.isFullMember
    ? (await findAuthority(person.id, actorsOf(policy), people)) === undefined && 'not-in-policy'
    : 'not-a-full-member'
  return because
    ? {
        kind: 'may-not-read',
        because,
        ask: policy.requesters,
        entityName: rules.labelOf(entity.key),
      }
    : undefined
}

export async function isAuditor(person: Person, entity: { key: string }, { rules, people }: ReaderPorts) {
  const { auditors = [] } = rules.policyFor(entity.key).policy
  return (await findAuthority(person.id, auditors, people)) !== undefined
}

/** Of these people, those whom the policy names now: nobody else gets a direct message. */
export async function onlyReaders(
  personIds: readonly string[],
  entity: string,
  { rules, people }: ReaderPorts,
): Promise<string[]> {
  const readers = readersOf(rules.policyFor(entity).policy)
  const named = await Promise.all(personIds.map((id) => findAuthority(id, readers, people)))
  return personIds.filter((_, index) => named[index] !== undefined)
}

/** Whether the policy of any of these entities names them now. */
export async function isNamedIn(personId: string, entities: readonly string[], ports: ReaderPorts): Promise<boolean> {
  const found = await Promise.all(entities.map((entity) => onlyReaders([personId], entity, ports)))
  return found.some(({ length }) => length > 0)
}
