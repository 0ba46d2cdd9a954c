import { isSamePerson } from '../../domain/approvals/decision.ts'
import {
  type Delegation,
  type DelegationRefused,
  delegationsIn,
  whyNotDelegate,
} from '../../domain/approvals/delegation.ts'
import { dateIn } from '../../domain/calendar/calendar-date.ts'
import type { Filed } from '../../domain/evidence/filed.ts'
import type { Person } from '../../domain/person.ts'
import { type Authority, allApprovers, type Policy, type Principal } from '../../domain/policy/policy.ts'
import { type EntityFound, findEntity } from '../entities/find-entity.ts'
import { findAuthority } from '../people/authority.ts'
import type { TellDelegation } from '../ports/delegations.ts'
import type { People } from '../ports/people/people.ts'
import type { Filings } from '../ports/record/filings.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import { tellOfWaitingCards, type WaitingCardsPorts } from './tell-of-waiting-cards.ts'

export type DelegatePorts = WaitingCardsPorts & {
  filings: Filings
  people: People
  rules: Rules
  tellDelegation: TellDelegation
  now: () => Date
}

export type DelegateAsked = {
  to: string
  from: string
  until: string
  entity: string | null
  personId: string
  channel: string
  messageId: string
}

export type DelegateAnswer =
  | { kind: 'delegated'; delegation: Delegation; entity: Entity; isPosted: boolean }
  | Exclude<EntityFound, { kind: 'found' }>
  | { kind: 'not-a-full-member' }
  | { kind: 'no-delegates' }
  | { kind: 'to-oneself' }
  | { kind: 'no-part'; approvers: readonly Principal[] }
  | { kind: 'not-a-delegate'; to: string; delegates: readonly Principal[] }
  | { kind: 'delegate-not-a-full-member'; to: string }
  | DelegationRefused

/** Somebody hands their own part as an approver to somebody else for some days: filed, then posted. */
export async function delegate(asked: DelegateAsked, ports: DelegatePorts): Promise<DelegateAnswer> {
  const where = findEntity(asked, ports.rules.entities)
  if (where.kind !== 'found') return where
  const { entity } = where
  const open = delegationsIn(await ports.filings.openFilings(entity.key, 'delegation'))
  const own = open.find(({ messageId }) => messageId === asked.messageId)
  if (own) return afterFiling(own, entity, ports)
  const { policy } = ports.rules.policyFor(entity.key)
  const delegator = await ports.people.person(asked.personId)
  const part = await findPart(delegator, policy, ports)
  if ('kind' in part) return part
  const { to, from, until } = asked
  const receiver = await ports.people.person(to)
  const receiving = await findReceiving(receiver, delegator, { policy, people: ports.people })
  if ('kind' in receiving) return receiving
  const limits = { today: dateIn(entity.timeZone, ports.now()), open, mostDays: policy.delegationMaxDays }
  const because = whyNotDelegate({ delegator, delegate: receiver, from, until }, limits)
  if (because) return because
  const authority = { delegator: part, delegate: receiving }
  const filed = await file({ delegator, receiver, authority, asked, entity }, ports)
  const [delegation] = delegationsIn([filed])
  if (!delegation) throw new TypeError('What was filed is no delegation.')
  return afterFiling(delegation, entity, ports)
}

/** In their own right, of any action and in any stage: a part that was handed to them is not theirs to hand on. */
async function findPart(
  delegator: Person,
  policy: Policy,
  { people }: DelegatePorts,
): Promise<Authority | DelegateAnswer> {
  if (!delegator.isFullMember) return { kind: 'not-a-full-member' }
  if (policy.delegates === undefined || policy.delegates.length === 0) return { kind: 'no-delegates' }
  const approvers = allApprovers(policy)
  return (await findAuthority(delegator.id, approvers, people)) ?? { kind: 'no-part', approvers }
}

async function findReceiving(
  receiver: Person,
  delegator: Person,
  { policy: { delegates = [] }, people }: { policy: Policy; people: People },
): Promise<Authority | DelegateAnswer> {
  const { id, isFullMember } = receiver
  if (isSamePerson(receiver, delegator)) return { kind: 'to-oneself' }
  const authority = await findAuthority(id, delegates, people)
  if (!authority) return { kind: 'not-a-delegate', to: id, delegates }
  return isFullMember ? authority : { kind: 'delegate-not-a-full-member', to: id }
}

type ToFile = {
  delegator: Person
  receiver: Person
  authority: { delegator: Authority; delegate: Authority }
  asked: DelegateAsked
  entity: Entity
}

function file(
  { delegator, receiver, authority, asked, entity }: ToFile,
  { filings, now }: DelegatePorts,
): Promise<Filed> {
  const { from, until, messageId } = asked
  return filings.file({
    entity: entity.key,
    messageId,
    periodId: null,
    about: { kind: 'delegation', delegator, delegate: receiver, from, until, authority },
    status: 'open',
    at: now().toISOString(),
    by: delegator,
  })
}

/** At least once: the message that was being answered when the process died is answered again. */
async function afterFiling(delegation: Delegation, entity: Entity, ports: DelegatePorts): Promise<DelegateAnswer> {
  const isPosted = await ports.tellDelegation(entity.channel, { kind: 'begun', delegation })
  await tellOfWaitingCards(delegation, entity, ports)
  return { kind: 'delegated', delegation, entity, isPosted }
}
