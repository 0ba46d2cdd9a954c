import { nameIn } from '../../domain/calendar/organizations.ts'
import { type DatedPeriod, datedPeriods } from '../../domain/period-reference.ts'
import { isPossible, type OfferedAction, possibleActions } from '../../domain/reading/possible-actions.ts'
import { type ReasonNotClosed, reasonsNotClosed } from '../../domain/reading/reasons-not-closed.ts'
import { waysOut } from '../../domain/reading/ways-out.ts'
import type { MayNotAsk } from '../people/may-ask.ts'
import type { Entity } from '../ports/rules.ts'
import {
  findPeriodToShow,
  type PeriodFound,
  type PeriodNotShown,
  type Reading,
  type ReadingPorts,
} from './find-calendar.ts'
import { lookInto } from './look-into.ts'
import { allowedTo, whyNotOffer } from './offered-actions.ts'
import { inFlightOf, type LinkedRequest } from './requests-of.ts'

export type WhyAnswer =
  | {
      kind: 'reasons'
      entity: Entity
      period: DatedPeriod
      reasons: readonly ReasonNotClosed[]
      inFlight: LinkedRequest | null
      /** The ways out that are possible now and allowed to this person. */
      offered: readonly OfferedAction[]
      /** The first of the periods that must be closed before (an earlier one, or of a child organisation), and whether this person can ask for its close now. */
      earlier: { period: DatedPeriod; isCloseOffered: boolean } | null
      /** Why this person may not ask for the close, where nothing else stands in the way. */
      mayNot: MayNotAsk | null
    }
  | PeriodNotShown

/** Every reason why a period cannot be closed yet, each with its way out. */
export async function whyNotClosed(asked: Reading & { reference: string }, ports: ReadingPorts): Promise<WhyAnswer> {
  const found = await findPeriodToShow(asked, ports)
  if (found.kind !== 'found') return found
  const { entity, period } = found
  const { scans, requests } = await lookInto(found, ports)
  const reasons = reasonsNotClosed(found, scans)
  const inFlight = inFlightOf(requests) ?? null
  const possible = inFlight ? [] : waysOut(period, reasons, possibleActions(found))
  const offered = await allowedTo(found, possible, ports)
  const mayNot = possible.includes('close') ? ((await whyNotOffer('close', found, ports)) ?? null) : null
  return {
    kind: 'reasons',
    entity,
    period,
    reasons,
    inFlight,
    offered,
    earlier: await earlierOf(found, reasons, ports),
    mayNot,
  }
}

async function earlierOf(
  found: PeriodFound,
  reasons: readonly ReasonNotClosed[],
  ports: ReadingPorts,
): Promise<Extract<WhyAnswer, { kind: 'reasons' }>['earlier']> {
  const first = reasons.find(({ kind }) => kind === 'earlier-not-closed' || kind === 'children-not-closed')
  const named = first && 'periods' in first ? first.periods[0]?.name : undefined
  const { calendar, today, entity } = found
  const others = datedPeriods(calendar).filter(({ id }) => id !== found.period.id)
  const period = others.find((other) => nameIn(calendar, other) === named)
  if (!period) return null
  const canBeClosed = isPossible('close', { period, calendar, today, entity })
  const allowed = canBeClosed ? await allowedTo(found, ['close'], ports) : []
  return { period: { ...period, name: nameIn(calendar, period) }, isCloseOffered: allowed.length > 0 }
}
