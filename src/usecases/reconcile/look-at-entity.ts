import { nameIn } from '../../domain/calendar/organizations.ts'
import { type Filed, periodSeen } from '../../domain/evidence/filed.ts'
import { datedPeriods } from '../../domain/period-reference.ts'
import { isAsSeen, isSameCompared } from '../../domain/reconcile/difference.ts'
import { movesCalendar } from '../../domain/request.ts'
import type { CalendarWatched } from '../ports/record/seen-periods.ts'
import type { Entity } from '../ports/rules.ts'
import { lookFirst } from './first-look.ts'
import { holderOf } from './holder-of.ts'
import type { Look } from './look.ts'
import { lookAtPeriod, type PeriodLook } from './look-at-period.ts'
import type { ReconcilePorts } from './reconcile-ports.ts'
import { tellExceptions } from './tell-exceptions.ts'

/**
 * Holds an entity's periods against what was seen of them. The open-ended period is not one of them: nothing is closed there,
 * and its start moves with each period that is created.
 */
export async function lookAtEntity(entity: Entity, ports: ReconcilePorts): Promise<Look & Seen> {
  const { seenPeriods, locks } = ports
  const watched = await seenPeriods.calendar(entity.key)
  const kept = await seenPeriods.all(entity.key)
  const at = ports.now().toISOString()
  const calendar = await entity.periods.list()
  const botUser = await locks.integrationUser(entity.key)
  const look: Look = { entity, at, kept, calendar, periods: datedPeriods(calendar), botUser }
  const { found, tooEarly } =
    watched.firstLook === null
      ? { found: await lookFirst(look, ports), tooEarly: [] }
      : await lookAgain(look, watched, ports)
  await seenPeriods.noteLook(entity.key, at)
  await tellExceptions(entity.key, found, ports)
  return { ...look, found, tooEarly }
}

/** `found`: what this look filed, which an index may not show yet. `tooEarly`: the ids of periods that it could not judge yet. */
type Seen = { found: readonly Filed[]; tooEarly: readonly string[] }

async function lookAgain(look: Look, { heldBy }: CalendarWatched, ports: ReconcilePorts): Promise<Seen> {
  const holder = await holderOf(heldBy, look.entity.key, ports)
  const isMoving = holder === 'unknown' || (holder !== undefined && movesCalendar(holder.action))
  const [found, tooEarly]: [Filed[], string[]] = [[], []]
  for (const period of periodsOf(look)) {
    const was = period.kept?.watched?.seen ?? null
    const appearsOrGoes = (was === null) !== (period.is === null)
    if ((isAsSeen(was, period.is) && !period.kept?.watched?.isBehind) || (isMoving && appearsOrGoes)) continue
    const seen = await lookAtPeriod(look, period, ports)
    if (seen !== 'too-early') found.push(...seen)
    // A run of a trial balance that goes on changes nothing that is accounted for.
    else if (!isSameCompared(was, period.is)) tooEarly.push(period.id)
  }
  return { found, tooEarly }
}

/** Every period that was seen before, or is there now. */
function periodsOf({ kept, periods, calendar }: Look): PeriodLook[] {
  const known = new Map(kept.map((one) => [one.id, one]))
  const there = new Set(periods.map(({ id }) => id))
  return [
    ...periods.map((period) => {
      const { id } = period
      return { id, name: nameIn(calendar, period), is: periodSeen(period), kept: known.get(id) ?? null }
    }),
    ...kept
      .filter(({ id, watched }) => !there.has(id) && watched !== null)
      .map((one) => ({ id: one.id, name: one.watched?.seen?.name ?? '', is: null, kept: one })),
  ]
}
