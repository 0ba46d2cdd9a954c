/** The period that a “Reopen…” button stands for. Its name is for reading only; the id counts. */
export type ReopenTarget = { entity: string; periodId: string; name: string }

export function writeReopenTarget({ entity, periodId, name }: ReopenTarget): string {
  return `${entity}#${periodId}#${name}`
}

/** Undefined for anything this bot did not write. */
export function readReopenTarget(value: string | undefined): ReopenTarget | undefined {
  const groups = /^(?<entity>[a-z][a-z0-9]{0,15})#(?<periodId>[^#\s]+)#(?<name>.+)$/s.exec(value ?? '')?.groups
  if (!groups?.entity || !groups.periodId || !groups.name) return undefined
  return { entity: groups.entity, periodId: groups.periodId, name: groups.name }
}
