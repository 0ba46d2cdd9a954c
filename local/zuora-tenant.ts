import { hasOwnCredentials, ownSettingName } from '../src/config.ts'
import type { Settings } from './settings/settings.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The entities with credentials of their own that are to be found on the stand-in. */
function ownOnStandIn({ zuoraBaseUrl, entities }: Settings, ambient: Environment): Settings['entities'] {
  if (zuoraBaseUrl !== undefined) return []
  const isElsewhere = (key: string) => Boolean(ambient[ownSettingName('ZUORA_BASE_URL', key)])
  return entities.filter((entity) => hasOwnCredentials(entity, ambient) && !isElsewhere(entity.key))
}

export function keysOnStandIn(settings: Settings, ambient: Environment): string[] {
  return ownOnStandIn(settings, ambient).map(({ key }) => key)
}

/** The stand-in's tenant as the configuration describes it: its first entity, the others, and who reaches which. */
export function entitiesOnStandIn(settings: Settings, ambient: Environment, read: (name: string) => string) {
  const own = ownOnStandIn(settings, ambient)
  const [first, ...others] = settings.entities.filter((entity) => !hasOwnCredentials(entity, ambient))
  const withOwn = own.map(({ key, name, entityId }) => ({
    name,
    ...(entityId ? { id: entityId } : {}),
    clientId: read(ownSettingName('ZUORA_CLIENT_ID', key)),
    clientSecret: read(ownSettingName('ZUORA_CLIENT_SECRET', key)),
  }))
  const shared = others.flatMap(({ name, entityId }) => (entityId ? [{ name, id: entityId }] : []))
  return { ...(first?.entityId ? { entityId: first.entityId } : {}), entities: [...shared, ...withOwn] }
}
