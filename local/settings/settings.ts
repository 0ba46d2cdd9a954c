import { z } from 'zod'
import { compileConfig } from '../../scripts/build/compile-config.ts'
import { hasOwnCredentials, ownSettingName, settingsNeeded } from '../../src/config.ts'

/** Where one of these is set, something real is meant. */
const realSides = /^(SLACK_API_URL|ZUORA(_[A-Z][A-Z0-9]*)?_BASE_URL)$/
const zuoraNames = ['ZUORA_CLIENT_ID', 'ZUORA_CLIENT_SECRET']

/** What is of use here of an entity of the configuration. */
const entitySchema = z.object({
  key: z.string(),
  name: z.string(),
  entityId: z.string().nullish(),
  credentials: z.enum(['shared', 'own']).optional(),
  announceTo: z.array(z.unknown()).default([]),
})
const configSchema = z.object({
  slack: z.object({ team: z.string(), command: z.string().default('/period') }),
  entities: z.array(entitySchema),
  announceTo: z.array(z.unknown()).default([]),
})
const busSchema = z.object({ eventBus: z.string() })

type Environment = Readonly<Record<string, string | undefined>>

export type Settings = {
  /** Set when the real Slack (or another one) is used: then no stand-in is started. */
  slackApiUrl: string | undefined
  zuoraBaseUrl: string | undefined
  /** The setting, if any, by which something real is used: then the clock is real, too. */
  realSide: string | undefined
  configPath: string
  /** The checked configuration, as the functions read it. */
  configJson: string
  /** Slack's id of the one workspace. */
  team: string
  /** What the slash command is called. */
  command: string
  entities: z.infer<typeof entitySchema>[]
  /** The buses of EventBridge that `announceTo` names. */
  eventBuses: string[]
}

/** Everything that the environment and the configuration file say, or all that is wrong with them, a line each. */
export function readSettings(
  environment: Environment,
  examplePath: string,
): { ok: true; settings: Settings } | { ok: false; mistakes: string[] } {
  const slackApiUrl = environment.SLACK_API_URL || undefined
  const zuoraBaseUrl = environment.ZUORA_BASE_URL || undefined
  const mistakes = mistakesOfSide(environment, 'SLACK_API_URL', slackNeeds(environment))
  const given = environment.CLOSING_BELL_CONFIG || undefined
  const [side] = Object.keys(environment).filter((name) => realSides.test(name) && environment[name])
  if (given === undefined && side !== undefined) {
    mistakes.push(
      ...mistakesOfSide(environment, 'ZUORA_BASE_URL', zuoraNames),
      `CLOSING_BELL_CONFIG is not set: with ${side} set, the example is not used. Give the path of your own.`,
    )
    return { ok: false, mistakes }
  }
  const configPath = given ?? examplePath
  const config = compileConfig(configPath)
  if (!config.ok) {
    const inFile = config.mistakes.map((mistake) => `${configPath}: ${mistake}`)
    return { ok: false, mistakes: [...mistakes, ...mistakesOfSide(environment, 'ZUORA_BASE_URL', []), ...inFile] }
  }
  const { slack, entities, announceTo } = configSchema.parse(JSON.parse(config.json))
  const told = [announceTo, ...entities.map((entity) => entity.announceTo)].flat()
  const eventBuses = [...new Set(told.flatMap((to) => busSchema.safeParse(to).data?.eventBus ?? []))]
  mistakes.push(...mistakesOfZuora(environment, entities))
  if (mistakes.length > 0) return { ok: false, mistakes }
  return {
    ok: true,
    settings: {
      slackApiUrl,
      zuoraBaseUrl,
      realSide: side,
      configPath,
      configJson: config.json,
      team: slack.team,
      command: slack.command,
      entities,
      eventBuses,
    },
  }
}

/** On the stand-in what is missing is made; elsewhere it is needed, of each entity that has credentials of its own too. */
function mistakesOfZuora(environment: Environment, entities: Settings['entities']): string[] {
  const all = mistakesOfSide(environment, 'ZUORA_BASE_URL', settingsNeeded(zuoraNames, entities, environment))
  const own = entities.flatMap(({ key }) => {
    const needed = environment.ZUORA_BASE_URL ? [] : zuoraNames.map((name) => ownSettingName(name, key))
    return mistakesOfSide(environment, ownSettingName('ZUORA_BASE_URL', key), needed)
  })
  return [...all, ...own, ...(environment.ZUORA_BASE_URL ? [] : withoutEntityId(entities, environment))]
}

/** A token for several entities of a tenant is refused on every call that does not say for which it is. */
function withoutEntityId(entities: Settings['entities'], environment: Environment): string[] {
  const sharing = entities.filter((entity) => !hasOwnCredentials(entity, environment))
  const named = sharing.find(({ entityId }) => entityId)
  return entities.flatMap((entity, index) =>
    !named || entity.entityId || !sharing.includes(entity)
      ? []
      : `entities[${index}].entityId: must be set, because ${named.key} has one and the same credentials. Give ${entity.key} the id of its entity in Zuora, or one of the two \`credentials: own\`.`,
  )
}

/** Over Socket Mode nothing arrives that Slack signs: what comes from the socket is signed here. */
function slackNeeds({ SLACK_APP_TOKEN }: Environment): string[] {
  return SLACK_APP_TOKEN ? ['SLACK_BOT_TOKEN'] : ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET']
}

function mistakesOfSide(environment: Environment, address: string, required: readonly string[]): string[] {
  const url = environment[address]
  if (!url) return []
  const missing = required.filter((name) => !environment[name])
  return [
    ...(/^https?:$/.test(URL.parse(url)?.protocol ?? '') ? [] : [`${address} is not an http(s) address: ${url}`]),
    ...missing.map((name) => `${name} is not set: it is needed because ${address} is set.`),
  ]
}
