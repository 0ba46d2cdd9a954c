import type { Request } from '../../domain/request.ts'
import type { Entity } from '../ports/rules.ts'

/** The entity a request belongs to. Throws `EntityMissing` when the configuration no longer has it. */
export function entityOf(request: Pick<Request, 'entity'>, entities: readonly Entity[]): Entity {
  const entity = entities.find(({ key }) => key === request.entity)
  if (!entity) throw new EntityMissing(request.entity)
  return entity
}

export class EntityMissing extends Error {
  override name = 'EntityMissing' as const
  constructor(key: string) {
    super(`The configuration has no entity "${key}", which a request belongs to.`)
  }
}
