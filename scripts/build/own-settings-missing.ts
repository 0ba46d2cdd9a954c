import type { DeployedFunction } from '../../local/serverless/serverless-file.ts'
import { type Config, ownSettingName } from '../../src/config.ts'

const needed = ['ZUORA_CLIENT_ID', 'ZUORA_CLIENT_SECRET']

/** What serverless.yml does not give to functions although the configuration says that an entity has credentials of its own. */
export function ownSettingsMissing(
  { entities }: Pick<Config, 'entities'>,
  functions: readonly DeployedFunction[],
): string[] {
  const own = entities.filter(({ credentials }) => credentials === 'own')
  return own.flatMap(({ key }) =>
    needed.flatMap((shared) => {
      const name = ownSettingName(shared, key)
      const without = functions.filter(
        ({ environmentNames }) => environmentNames.includes(shared) && !environmentNames.includes(name),
      )
      return without.length === 0
        ? []
        : [`serverless.yml gives no ${name}, but entity ${key} has credentials of its own: add it beside ${shared}.`]
    }),
  )
}
