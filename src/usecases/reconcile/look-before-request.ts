import type { AccountingPeriod } from '../../domain/accounting-period.ts'
import { nameIn } from '../../domain/calendar/organizations.ts'
import { type Filed, periodSeen } from '../../domain/evidence/filed.ts'
import { datedPeriods } from '../../domain/period-reference.ts'
import { isSameCompared } from '../../domain/reconcile/difference.ts'
import type { Entity } from '../ports/rules.ts'
import { lookAtPeriod } from './look-at-period.ts'
import type { ReconcilePorts } from './reconcile-ports.ts'
import { tellExceptions } from './tell-exceptions.ts'

/**
 * What others did to a period since the last look is filed, and told, before a request takes it: those who approve see it.
 * Nothing that goes wrong here keeps the request from starting: the next look finds, or tells, the same.
 */
export async function lookBeforeRequest(
  entity: Entity,
  period: AccountingPeriod,
  ports: ReconcilePorts,
): Promise<readonly Filed[]> {
  const found = (await unlessItFails(() => lookAgain(entity, period, ports), { entity, period, ports })) ?? []
  if (found.length > 0) {
    await unlessItFails(() => tellExceptions(entity.key, found, ports), { entity, period, ports })
  }
  return found
}

/** Zuora is read once more only where something is another: what is kept has to be read before it. */
async function lookAgain(
  entity: Entity,
  { id, ...period }: AccountingPeriod,
  ports: ReconcilePorts,
): Promise<readonly Filed[]> {
  const { firstLook } = await ports.seenPeriods.calendar(entity.key)
  if (firstLook === null) return []
  const kept = await ports.seenPeriods.one(entity.key, id)
  const { seen = null, isBehind = false } = kept.watched ?? {}
  if (isSameCompared(seen, periodSeen({ id, ...period })) && !isBehind) return []
  const at = ports.now().toISOString()
  const calendar = await entity.periods.list()
  const periods = datedPeriods(calendar)
  const now = periods.find((one) => one.id === id)
  if (!now) return []
  const botUser = await ports.locks.integrationUser(entity.key)
  const look = { entity, at, kept: [kept], calendar, periods, botUser }
  const found = await lookAtPeriod(look, { id, name: nameIn(calendar, now), is: periodSeen(now), kept }, ports)
  return found === 'too-early' ? [] : found
}

async function unlessItFails<T>(
  act: () => Promise<T>,
  { entity, period, ports }: { entity: Entity; period: AccountingPeriod; ports: ReconcilePorts },
): Promise<T | undefined> {
  try {
    return await act()
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown'
    ports.log('period-not-looked-at', { entity: entity.key, period: period.id, error: name })
    return undefined
  }
}
