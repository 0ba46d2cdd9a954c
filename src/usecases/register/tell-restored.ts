import type { Filed, RestoreFiled } from '../../domain/evidence/filed.ts'
import type { Filings } from '../ports/record/filings.ts'
import type { RestoreAnnouncer } from '../ports/telling/restore-announcer.ts'

export type TellRestoredPorts = {
  /** Keys of the entities in the configuration. */
  entityKeys: readonly string[]
  filings: Pick<Filings, 'readFiled' | 'appendFiled' | 'openFilings'>
  restoreAnnouncer: RestoreAnnouncer
  now: () => Date
}

/** Tells each entity's channel that its register was restored: at least once. One that cannot be told keeps no other from it. */
export async function tellRestored(ports: TellRestoredPorts): Promise<void> {
  const failures: unknown[] = []
  for (const entity of ports.entityKeys) {
    try {
      const open = await ports.filings.openFilings(entity, 'restore')
      for (const { number } of open.toReversed()) await tellOnce({ entity, number }, ports)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} channels could not be told of a restore.`)
}

async function tellOnce(
  key: { entity: string; number: number },
  { filings, restoreAnnouncer, now }: TellRestoredPorts,
): Promise<void> {
  const filed = await filings.readFiled(key)
  if (!filed || !isOfRestore(filed) || filed.status === 'closed') return
  const message = await restoreAnnouncer.postRestored(filed)
  if (!message) return
  const entry = { at: now().toISOString(), kind: 'announced', by: null, details: { ...message } } as const
  await filings.appendFiled(filed, { status: 'closed' }, [entry])
}

function isOfRestore(filed: Filed): filed is Filed & { about: RestoreFiled } {
  return filed.about.kind === 'restore'
}
