import type { AccountingPeriod } from '../../domain/accounting-period.ts'
import { previousTo } from '../../domain/calendar/neighbours.ts'
import type { DatedPeriod } from '../../domain/period-reference.ts'
import type { Request } from '../../domain/request.ts'
import type { Register } from '../ports/record/requests.ts'
import type { Entity } from '../ports/rules.ts'
import type { Announcer } from '../ports/telling/announcer.ts'
import type { Start } from '../ports/workflow.ts'

/** Of these requests the one that this very message made, finished or not; otherwise one that is under way. */
export function runningOf(requests: readonly Request[], messageId: string): Request | undefined {
  const own = requests.find((request) => request.messageId === messageId)
  return own ?? requests.find(({ status }) => status !== 'finished')
}

/** The same of every period named, and with null of what changes the calendar itself. */
export async function findRunning(
  ids: readonly (string | null)[],
  { entity, messageId }: { entity: Entity; messageId: string },
  { requests }: { requests: Register },
): Promise<Request | undefined> {
  const found = await Promise.all(ids.map((id) => requests.ofPeriod(entity.key, id)))
  return runningOf(found.flat(), messageId)
}

/** A change of the dates of the period before, while it is under way: it moves the start of this one. */
export async function findMovingStart(
  { period, calendar }: { period: DatedPeriod; calendar: readonly AccountingPeriod[] },
  entity: Entity,
  { requests }: { requests: Register },
): Promise<Request | undefined> {
  const previous = previousTo(period, calendar)
  const before = previous ? await requests.ofPeriod(entity.key, previous.id) : []
  return before.find(({ status, neighbourId }) => status !== 'finished' && neighbourId === period.id)
}

export type InFlight = { kind: 'in-flight'; request: Request; link: string | null }

export async function inFlight(request: Request, { announcer }: { announcer: Announcer }): Promise<InFlight> {
  const link = request.statusMessage ? await announcer.linkTo(request.statusMessage) : null
  return { kind: 'in-flight', request, link }
}

export type Chosen = 'named' | 'month' | 'next' | 'current'
export type Started = { kind: 'started'; request: Request; entity: Entity; chosen: Chosen }

/** Starting again what was started is no error: the process may have died between the two. */
export async function started(
  request: Request,
  { entity, chosen = 'named' }: { entity: Entity; chosen?: Chosen },
  { workflow }: { workflow: Start },
): Promise<Started> {
  if (!request.told) await workflow.start(request, request.execution)
  return { kind: 'started', request, entity, chosen }
}
