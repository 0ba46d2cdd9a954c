import { numberIn, type Request } from '../../domain/request.ts'
import type { ReconcilePorts } from './reconcile-ports.ts'

/**
 * The request under way that holds something. Undefined where it is free, where its holder has ended (a turn that was
 * repeated too late may have taken it again), and where that waits for its time: it has done nothing, so what is done is
 * others' doing.
 */
export async function holderOf(
  heldBy: string | null,
  entity: string,
  { requests }: Pick<ReconcilePorts, 'requests'>,
): Promise<Request | 'unknown' | undefined> {
  if (heldBy === null) return undefined
  const holder = await requests.read({ entity, number: numberIn(heldBy) })
  if (!holder) return 'unknown'
  return holder.status === 'finished' || holder.status === 'planned' ? undefined : holder
}
