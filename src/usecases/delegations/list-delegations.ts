import { type Delegation, delegationsIn } from '../../domain/approvals/delegation.ts'
import { dateIn } from '../../domain/calendar/calendar-date.ts'
import type { Filed } from '../../domain/evidence/filed.ts'
import type { ReaderPorts } from '../people/may-read.ts'
import type { Filings } from '../ports/record/filings.ts'
import type { Entity } from '../ports/rules.ts'
import { findReader, type NotShown, type Reading } from '../reading/find-calendar.ts'

export type ListDelegationsPorts = ReaderPorts & { filings: Filings; now: () => Date }

export type DelegationsAnswer =
  | NotShown
  | { kind: 'delegations'; entity: Entity; delegations: readonly Delegation[]; today: string; personId: string }

/** Who acts for whom today and later, in order of their days. Those whose days are over are closed on the way. */
export async function listDelegations(asked: Reading, ports: ListDelegationsPorts): Promise<DelegationsAnswer> {
  const reader = await findReader(asked, ports)
  if (reader.kind !== 'found') return reader
  const { entity } = reader
  const today = dateIn(entity.timeZone, ports.now())
  const open = await ports.filings.openFilings(entity.key, 'delegation')
  for (const filed of open.filter((one) => isOver(one, today))) await closeOver(filed, ports)
  const delegations = delegationsIn(open.filter((one) => !isOver(one, today)))
  delegations.sort((a, b) => a.from.localeCompare(b.from) || a.record - b.record)
  return { kind: 'delegations', entity, delegations, today, personId: asked.personId }
}

export function isOver({ about }: Filed, today: string): boolean {
  return about.kind === 'delegation' && about.until < today
}

/** Its days are over whether this is written or not; whoever else writes it at the same moment writes the same. */
export async function closeOver(
  filed: Filed,
  { filings, now }: Pick<ListDelegationsPorts, 'filings' | 'now'>,
): Promise<void> {
  const at = now().toISOString()
  await filings.appendFiled(filed, { status: 'closed' }, [
    { at, kind: 'delegation-ended', by: null, details: { because: 'its days are over' } },
  ])
}
