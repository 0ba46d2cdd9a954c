import { afterRequest } from '../../domain/reconcile/account-for.ts'
import type { Request } from '../../domain/request.ts'
import type { Locks } from '../ports/record/locks.ts'
import type { SeenPeriods } from '../ports/record/seen-periods.ts'

type NotePorts = { seenPeriods: SeenPeriods; locks: Pick<Locks, 'integrationUser'>; now: () => Date }

/**
 * What a request that has ended did to its periods is seen, and accounted for. Before its locks are released: until then no
 * look counts those periods. Where this is not enough, the next look explains them by the register.
 */
export async function noteRequest(sealed: Request, { seenPeriods, locks, now }: NotePorts): Promise<void> {
  const { entity, period, neighbourId } = sealed
  const ids = [period.id, neighbourId].filter((id) => id !== null)
  if (ids.length === 0) return
  const { firstLook } = await seenPeriods.calendar(entity)
  if (firstLook === null) return
  const botUser = sealed.integrationUser ?? (await locks.integrationUser(entity))
  for (const id of ids) {
    const { watched } = await seenPeriods.one(entity, id)
    const after = afterRequest(watched ?? undefined, sealed, { botUser, id })
    const noted = { entity, periodId: id, at: now().toISOString() }
    if (after === 'behind') await seenPeriods.noteBehind(entity, id)
    else if (after) await seenPeriods.noteSeen({ ...noted, ...after }, watched, { isLook: false })
  }
}
