import { isSamePerson } from '../../domain/approvals/decision.ts'
import { type Delegation, delegationsIn } from '../../domain/approvals/delegation.ts'
import { dateIn } from '../../domain/calendar/calendar-date.ts'
import type { Filed } from '../../domain/evidence/filed.ts'
import type { Person } from '../../domain/person.ts'
import type { RequestKey } from '../../domain/request.ts'
import { entityOf } from '../entities/entity-of.ts'
import type { DelegatePorts } from './delegate.ts'
import { closeOver, isOver } from './list-delegations.ts'

export type EndDelegationAnswer =
  | { kind: 'no-such-delegation' }
  | { kind: 'not-yours' | 'ended-already' | 'over' | 'ended'; delegation: Delegation }

/** Either of the two takes back what was handed on. What was decided under it stays in the record. */
export async function endDelegation(
  {
    key,
    personId,
    messageId,
    slackTs,
  }: { key: RequestKey; personId: string; messageId: string; slackTs: string | null },
  ports: DelegatePorts,
): Promise<EndDelegationAnswer> {
  const by = await ports.people.person(personId)
  for (;;) {
    const filed = await ports.filings.readFiled(key)
    const [delegation] = filed ? delegationsIn([filed]) : []
    if (!filed || !delegation) return { kind: 'no-such-delegation' }
    const isTheirs = [delegation.delegator, delegation.delegate].some((one) => isSamePerson(one, by))
    if (!isTheirs) return { kind: 'not-yours', delegation }
    // The answer to our own write may have been lost, or the process may have died before it was told.
    if (endedBy(filed, messageId)) return afterEnding(delegation, by, ports)
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
    if (ended) return afterEnding(delegation, by, ports)
  }
}

function endedBy({ log }: Filed, messageId: string): boolean {
  return log.some(({ kind, details }) => kind === 'delegation-ended' && details.messageId === messageId)
}

async function afterEnding(delegation: Delegation, by: Person, ports: DelegatePorts): Promise<EndDelegationAnswer> {
  const { channel } = entityOf(delegation, ports.rules.entities)
  await ports.tellDelegation(channel, { kind: 'ended', delegation, by })
  return { kind: 'ended', delegation }
}
