type EntityGiven = { key: string; credentials?: 'shared' | 'own' | undefined }
type Environment = Readonly<Record<string, string | undefined>>

/** What Zuora is reached with: the address may be shared by entities that have credentials of their own. */
export const zuoraSettings = {
  address: 'ZUORA_BASE_URL',
  credentials: ['ZUORA_CLIENT_ID', 'ZUORA_CLIENT_SECRET'],
} as const

const sharedNames: readonly string[] = [zuoraSettings.address, ...zuoraSettings.credentials]

/** `ZUORA_EU_CLIENT_ID` for `ZUORA_CLIENT_ID` */
export function ownSettingName(name: string, key: string): string {
  return name.replace('ZUORA_', `ZUORA_${key.toUpperCase()}_`)
}

/** What is set for an entity by its name is never passed over for the credentials of the others. */
export function hasOwnCredentials({ key, credentials }: EntityGiven, environment: Environment): boolean {
  if (credentials !== undefined) return credentials === 'own'
  return sharedNames.some((name) => environment[ownSettingName(name, key)])
}

/** The settings needed, in place of Zuora's among those given: entities' own, and the shared where an entity uses them. */
export function settingsNeeded(
  given: readonly string[],
  entities: readonly EntityGiven[],
  environment: Environment,
): string[] {
  if (entities.length === 0) return [...given]
  const needed = given.flatMap((name) => {
    if (!sharedNames.includes(name)) return [name]
    return entities.map((entity) => {
      const own = ownSettingName(name, entity.key)
      const isOwn = hasOwnCredentials(entity, environment) && (name !== zuoraSettings.address || environment[own])
      return isOwn ? own : name
    })
  })
  return [...new Set(needed)]
}
