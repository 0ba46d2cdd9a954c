import type { Filed, RestoreFiled } from '../../domain/evidence/filed.ts'
import { showCardAsItIs } from '../people/show-card-as-it-is.ts'
import type { Filings } from '../ports/record/filings.ts'
import type { OpenRequests, Requests } from '../ports/record/requests.ts'
import type { Announcer } from '../ports/telling/announcer.ts'
import type { RestoreAnnouncer } from '../ports/telling/restore-announcer.ts'

export type TellRestoredPorts = {
  /** Keys of the entities in the configuration. */
  entityKeys: readonly string[]
  filings: Pick<Filings, 'readFiled' | 'appendFiled' | 'openFilings'>
  requests: Requests & OpenRequests
  announcer: Announcer
  restoreAnnouncer: RestoreAnnouncer
  now: () => Date
}

/**
 * Tells each entity's channel that its register was restored, once what is open is shown as it is now: at least once. One that cannot
 * be told keeps no other from it.
 */
export async function tellRestored(ports: TellRestoredPorts): Promise<void> {
  const failures: unknown[] = []
  for (const entity of ports.entityKeys) {
    try {
      const open = await ports.filings.openFilings(entity, 'restore')
      if (open.length > 0) await showOpenRequests(entity, ports)
      for (const { number } of open.toReversed()) await tellOnce({ entity, number }, ports)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} channels could not be told of a restore.`)
}

/** In Slack a request may have ended that is open again: its messages there have no buttons, and nobody could decide. */
async function showOpenRequests(entity: string, ports: TellRestoredPorts): Promise<void> {
  const open = await ports.requests.open()
  for (const key of open.filter((one) => one.entity === entity)) {
    const request = await ports.requests.read(key)
    if (request) await showCardAsItIs(request, ports)
  }
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
