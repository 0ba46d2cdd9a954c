import { join } from 'node:path'
import { z } from 'zod'
import { readServerlessFile } from '../../local/serverless/serverless-file.ts'
import { findStage } from '../../local/serverless/stages.ts'
import { compileConfig } from '../build/compile-config.ts'
import { ownSettingsMissing } from '../build/own-settings-missing.ts'
import { configOfStage } from './config-of-stage.ts'
import type { DeployOptions } from './deploy-options.ts'

/** The workspace of closing-bell.example.yml, which is the stand-in's. */
const exampleTeam = 'T0LOCAL'

const configSchema = z.object({ slack: z.object({ team: z.string(), channel: z.string() }) })

export type Ready = {
  stage: string
  region: string
  configPath: string
  configJson: string
  /** Where cards and outcomes go by default. */
  channel: string
  zuoraBaseUrl: string
  /** For osls, to package and to deploy. */
  oslsArguments: readonly string[]
}

/** What is to be deployed, or everything that keeps it from being deployed, a line each. Looks at files only. */
export function readyToDeploy(
  options: DeployOptions,
  { root, given }: { root: string; given: string | undefined },
): { ok: true; ready: Ready } | { ok: false; mistakes: string[] } {
  const serverlessPath = join(root, 'serverless.yml')
  const found = findStage(serverlessPath, options.stage)
  if (!found.ok) return { ok: false, mistakes: [found.mistake] }
  const { name: stage, params } = found.stage
  const overridden = Object.fromEntries(options.params.map((each) => each.split(/=(.*)/s).slice(0, 2)))
  const config = configOfStage({ name: stage, params: { ...params, ...overridden } }, { root, given })
  if (!config.ok) return { ok: false, mistakes: [config.mistake] }
  const compiled = compileConfig(config.path)
  if (!compiled.ok) return { ok: false, mistakes: compiled.mistakes.map((mistake) => `${config.path}: ${mistake}`) }
  const { team, channel } = configSchema.parse(JSON.parse(compiled.json)).slack
  const mistakes = [
    ...(team === exampleTeam ? [stillExample(config.path)] : []),
    ...ownSettingsMissing(compiled.json, readServerlessFile(serverlessPath).functions),
  ]
  if (mistakes.length > 0) return { ok: false, mistakes }
  const region = options.region ?? params.region
  return {
    ok: true,
    ready: {
      ...{ stage, region, channel, configPath: config.path, configJson: compiled.json },
      zuoraBaseUrl: overridden['zuora-base-url'] ?? params['zuora-base-url'],
      oslsArguments: ['--stage', stage, '--region', region, ...options.params.flatMap((each) => ['--param', each])],
    },
  }
}

function stillExample(path: string): string {
  return `${path}: slack.team is ${exampleTeam}, the workspace of the example, and with it its people. Put your own ids in: docs/deploy.md says where to find them.`
}
