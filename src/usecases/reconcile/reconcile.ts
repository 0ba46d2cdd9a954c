import { lookAtEntity } from './look-at-entity.ts'
import type { ReconcilePorts } from './reconcile-ports.ts'

/** An outage, of Zuora or of Slack: the next look comes by itself. */
const passing: ReadonlySet<string> = new Set(['ZuoraBusy', 'ZuoraUnavailable', 'SlackBusy', 'SlackUnavailable'])

/** Looks at every entity for what others did in Zuora. One that cannot be reached does not keep the others from it. */
export async function reconcile(ports: ReconcilePorts): Promise<void> {
  const failures: unknown[] = []
  let putOff = 0
  for (const entity of ports.rules.entities) {
    try {
      await lookAtEntity(entity, ports)
    } catch (error) {
      if (error instanceof Error && passing.has(error.name)) {
        putOff += 1
        ports.log('entity-not-reconciled', { entity: entity.key, error: error.name })
      } else failures.push(error)
    }
  }
  const { length } = ports.rules.entities
  ports.log('reconciled', { entities: length, notLooked: putOff + failures.length })
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} entities could not be reconciled.`)
}
