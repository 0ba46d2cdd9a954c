import { isSamePerson } from '../../domain/approvals/decision.ts'
import { type Delegation, delegationsIn } from '../../domain/approvals/delegation.ts'
import { dateIn } from '../../domain/calendar/calendar-date.ts'
import { type Filed, headOfFiled } from '../../domain/evidence/filed.ts'
import type { Person } from '../../domain/person.ts'
import type { RequestKey } from '../../domain/request.ts'
import { entityOf } from '../entities/entity-of.ts'
import { whyNotRead } from '../people/may-read.ts'
import type { DelegatePorts } from './delegate.ts'
import { closeOver, isOver } from './list-delegations.ts'
import { type WithdrawUnderPorts, withdrawGivenUnder } from './withdraw-given-under.ts'

type EndDelegationPorts = DelegatePorts & WithdrawUnderPorts

export type EndDelegationAnswer =
  | { kind: 'no-such-delegation' }
  | { kind: 'not-told' }
  | { kind: 'not-yours' | 'ended-already' | 'over' | 'ended'; delegation: Delegation }

/**
 * Either of the two takes back what was handed on, and with it the approvals under it that led to no ask yet. What was decided
 * stays in the record.
 */
export async function endDelegation(
  {
    key,
    personId,
    messageId,
    slackTs,
  }: { key: RequestKey; personId: string; messageId: string; slackTs: string | null },
  ports: EndDelegationPorts,
): Promise<EndDelegationAnswer> {
  const by = await ports.people.person(personId)
  for (;;) {
    const filed = await ports.filings.readFiled(key)
    const [delegation] = filed ? delegationsIn([filed]) : []
    if (!filed || !delegation) return { kind: 'no-such-delegation' }
    const isTheirs = [delegation.delegator, delegation.delegate].some((one) => isSamePerson(one, by))
    if (!isTheirs) return refuse(delegation, by, ports)
    // The answer to our own write may have been lost, or the process may have died before it was told.
    if (endedBy(filed, messageId)) return afterEnding(filed, { delegation, by, messageId, slackTs }, ports)
    if (filed.status === 'closed') return { kind: 'ended-already', delegation }
    const today = dateIn(entityOf(key, ports.rules.entities).timeZone, ports.now())
    if (isOver(filed, today)) {
      await closeOver(filed, ports)
      return { kind: 'over', delegation }
    }
    const at = ports.now().toISOString()
    const details = { because: 'ended before its last day', messageId }
    const entry = { at, kind: 'delegation-ended', by, ...(slackTs ? { slackTs } : {}), details } as const
    const ended = await ports.filings.appendFiled(filed, { status: 'closed' }, [entry])
    if (ended) return afterEnding(ended, { delegation, by, messageId, slackTs }, ports)
  }
}

/** Who acts for whom is told to those who may read it, as the list of delegations is. */
async function refuse(delegation: Delegation, by: Person, ports: DelegatePorts): Promise<EndDelegationAnswer> {
  const mayNot = await whyNotRead(by, { key: delegation.entity }, ports)
  return mayNot ? { kind: 'not-told' } : { kind: 'not-yours', delegation }
}

function endedBy({ log }: Filed, messageId: string): boolean {
  return log.some(({ kind, details }) => kind === 'delegation-ended' && details.messageId === messageId)
}

async function afterEnding(
  ended: Filed,
  { delegation, ...ending }: { delegation: Delegation; by: Person; messageId: string; slackTs: string | null },
  ports: EndDelegationPorts,
): Promise<EndDelegationAnswer> {
  await withdrawGivenUnder(delegation, ending, ports)
  const { by } = ending
  const { channel } = entityOf(delegation, ports.rules.entities)
  await ports.tellDelegation(channel, { kind: 'ended', delegation, by, head: headOfFiled(ended) ?? '' })
  return { kind: 'ended', delegation }
}
