import type { Scan } from '../../domain/documents/blockers.ts'
import type { DatedPeriod } from '../../domain/period-reference.ts'
import { type OfferedAction, possibleActions } from '../../domain/reading/possible-actions.ts'
import { type ReasonNotClosed, reasonsNotClosed } from '../../domain/reading/reasons-not-closed.ts'
import { type FiledException, isException } from '../../domain/reconcile/exceptions.ts'
import type { Filings } from '../ports/record/filings.ts'
import type { Entity } from '../ports/rules.ts'
import { findPeriodToShow, type PeriodNotShown, type Reading, type ReadingPorts } from './find-calendar.ts'
import { lookInto } from './look-into.ts'
import { allowedTo } from './offered-actions.ts'
import { inFlightOf, type LinkedRequest } from './requests-of.ts'

export type ShowAnswer =
  | {
      kind: 'shown'
      entity: Entity
      period: DatedPeriod
      reasons: readonly ReasonNotClosed[]
      scans: readonly Scan[]
      requests: readonly LinkedRequest[]
      /** Not acknowledged yet. */
      exceptions: readonly FiledException[]
      /** What is possible now and allowed to this person. */
      offered: readonly OfferedAction[]
    }
  | PeriodNotShown

type ShowPorts = ReadingPorts & { filings: Pick<Filings, 'filingsOfPeriod'> }

/** One period: what is known of it, what stands in the way of its close, what was asked of it here, and what can be. */
export async function showPeriod(asked: Reading & { reference: string }, ports: ShowPorts): Promise<ShowAnswer> {
  const found = await findPeriodToShow(asked, ports)
  if (found.kind !== 'found') return found
  const { entity, period } = found
  const [{ scans, requests }, filed] = await Promise.all([
    lookInto(found, ports),
    ports.filings.filingsOfPeriod(entity.key, period.id),
  ])
  const exceptions = filed.filter(isException).filter(({ status }) => status === 'open')
  const possible = inFlightOf(requests) ? [] : possibleActions(found)
  const offered = await allowedTo(found, possible, ports)
  const reasons = reasonsNotClosed(found, scans)
  return { kind: 'shown', entity, period, reasons, scans, requests, exceptions, offered }
}
