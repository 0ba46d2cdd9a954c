import { previousTo } from '../../domain/calendar/neighbours.ts'
import type { Filed, FilingDraft, PeriodSeen } from '../../domain/evidence/filed.ts'
import { accountFor } from '../../domain/reconcile/account-for.ts'
import { type Difference, textOfDifference } from '../../domain/reconcile/difference.ts'
import { sealedAt } from '../../domain/reconcile/own-effects.ts'
import { hasJustMoved, type Watched } from '../../domain/reconcile/watched.ts'
import type { Request } from '../../domain/request.ts'
import type { PeriodKept } from '../ports/record/seen-periods.ts'
import { holderOf } from './holder-of.ts'
import type { Look } from './look.ts'
import type { ReconcilePorts } from './reconcile-ports.ts'

/** A period as it is (null: there is none any more), and what is kept of it. */
export type PeriodLook = { id: string; name: string; is: PeriodSeen | null; kept: PeriodKept | null }

/**
 * A period that is not as it was seen: files what no request explains, then notes it as seen. A request that has it, or that
 * ended during this look, leaves it to the next look; so does a change that follows another within seconds.
 */
export async function lookAtPeriod(
  look: Look,
  period: PeriodLook,
  ports: ReconcilePorts,
): Promise<readonly Filed[] | 'too-early'> {
  const { entity, at, botUser } = look
  const now = await ports.seenPeriods.one(entity.key, period.id)
  const heldBy = [period.kept?.heldBy ?? null, now.heldBy]
  for (const holder of heldBy) if ((await holderOf(holder, entity.key, ports)) !== undefined) return []
  const before = period.kept?.watched ?? null
  if (before?.turn !== now.watched?.turn || before?.through !== now.watched?.through) return 'too-early'
  const requests = await requestsAbout(look, period, ports)
  if (hasJustMoved(now.watched, requests.map(sealedAt), at)) return 'too-early'
  const watched = now.watched ?? notSeenBefore
  const { unexplained, seen, through } = accountFor(watched, period.is, {
    bot: { user: botUser, requests },
    id: period.id,
  })
  const filed: Filed[] = []
  for (const draft of draftsOf(unexplained, { look, period, watched }, ports)) {
    filed.push(await ports.filings.file(draft))
  }
  await ports.seenPeriods.noteSeen({ entity: entity.key, periodId: period.id, seen, through, at }, now.watched, {
    isLook: true,
  })
  return filed
}

const notSeenBefore: Watched = { seen: null, turn: 0, through: '', changedAt: null, isMidway: false, isBehind: false }

/** Those of the period; where its start moved, those of the one before, whose end moves it; where it is new, creations. */
async function requestsAbout({ entity, calendar, periods }: Look, { id, is, kept }: PeriodLook, ports: ReconcilePorts) {
  const { requests } = ports
  const period = periods.find((one) => one.id === id)
  const was = kept?.watched?.seen ?? null
  const previous = period && was && is?.startDate !== was.startDate ? previousTo(period, calendar) : undefined
  const lists = await Promise.all([
    requests.ofPeriod(entity.key, id),
    previous ? requests.ofPeriod(entity.key, previous.id) : [],
    was === null && is ? creationsOf(is, await requests.ofPeriod(entity.key, null)) : [],
  ])
  return Promise.all(lists.flat().map((request) => asItIs(request, ports)))
}

/** A creation whose answer was lost does not know the id. */
function creationsOf(is: PeriodSeen, ofNone: readonly Request[]): Request[] {
  return ofNone
    .filter(({ action, period }) => action === 'create' && period.name === is.name && period.startDate === is.startDate)
    .map((request) => ({ ...request, period: { ...request.period, id: is.id } }))
}

/** The index may lag: of what it shows as under way, the request itself tells. */
async function asItIs(request: Request, { requests }: ReconcilePorts): Promise<Request> {
  if (request.status === 'finished') return request
  const now = await requests.read(request)
  return now ? { ...now, period: { ...now.period, id: now.period.id ?? request.period.id } } : request
}

type Finding = { look: Look; period: PeriodLook; watched: Watched }

/** The same difference, found again by a look that follows one that died, is the same filing. */
function draftsOf(unexplained: readonly Difference[], finding: Finding, { hash }: ReconcilePorts): FilingDraft[] {
  const { look, period, watched } = finding
  const texts = unexplained.map(textOfDifference)
  return unexplained.map(({ was, is }, index) => {
    const times = texts.slice(0, index).filter((text) => text === texts[index]).length
    const what = hash(JSON.stringify([period.id, watched.turn, texts[index], times]))
    const story = { explanation: null, acknowledged: null, message: null }
    return {
      entity: look.entity.key,
      messageId: `exception-${what.slice(0, 40)}`,
      periodId: period.id,
      about: { kind: 'exception', periodName: period.name, was, is, ...story },
      status: 'open',
      at: look.at,
      by: null,
    }
  })
}
