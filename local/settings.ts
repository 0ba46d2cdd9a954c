import { z } from 'zod'
import { compileConfig } from '../scripts/compile-config.ts'

type Environment = Readonly<Record<string, string | undefined>>

export type Settings = {
  /** Set when the real Slack (or another one) is used: then no stand-in is started. */
  slackApiUrl: string | undefined
  zuoraBaseUrl: string | undefined
  configPath: string
  /** The checked configuration, as the functions read it. */
  configJson: string
  /** Slack's id of the one workspace. */
  team: string
}

/** Everything that the environment and the configuration file say, or all that is wrong with them, a line each. */
export function readSettings(
  environment: Environment,
  examplePath: string,
): { ok: true; settings: Settings } | { ok: false; mistakes: string[] } {
  const slackApiUrl = environment.SLACK_API_URL || undefined
  const zuoraBaseUrl = environment.ZUORA_BASE_URL || undefined
  const mistakes = [
    ...mistakesOfSide(environment, 'SLACK_API_URL', slackNeeds(environment)),
    ...mistakesOfSide(environment, 'ZUORA_BASE_URL', ['ZUORA_CLIENT_ID', 'ZUORA_CLIENT_SECRET']),
  ]
  const given = environment.CLOSING_BELL_CONFIG || undefined
  if (given === undefined && (slackApiUrl !== undefined || zuoraBaseUrl !== undefined)) {
    const side = slackApiUrl === undefined ? 'ZUORA_BASE_URL' : 'SLACK_API_URL'
    mistakes.push(
      `CLOSING_BELL_CONFIG is not set: with ${side} set, the example is not used. Give the path of your own.`,
    )
    return { ok: false, mistakes }
  }
  const configPath = given ?? examplePath
  const config = compileConfig(configPath)
  if (!config.ok) mistakes.push(...config.mistakes.map((mistake) => `${configPath}: ${mistake}`))
  if (!config.ok || mistakes.length > 0) return { ok: false, mistakes }
  const { team } = z.object({ slack: z.object({ team: z.string() }) }).parse(JSON.parse(config.json)).slack
  return { ok: true, settings: { slackApiUrl, zuoraBaseUrl, configPath, configJson: config.json, team } }
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
