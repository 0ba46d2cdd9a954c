import { join, resolve } from 'node:path'
import { readServerlessFile } from '../../local/serverless/serverless-file.ts'
import { findStage, readStages } from '../../local/serverless/stages.ts'
import type { Config } from '../../src/config.ts'
import { compileConfig } from '../build/compile-config.ts'
import { ownSettingsMissing } from '../build/own-settings-missing.ts'
import { configOfStage } from './config-of-stage.ts'

/** The workspace of closing-bell.example.yml, which is the stand-in's. */
const exampleTeam = 'T0LOCAL'

export type Ready = {
  stage: string
  region: string
  configPath: string
  configJson: string
  /** Where cards and outcomes go by default. */
  channel: string
  zuoraBaseUrl: string
}

/** What is to be deployed, or everything that keeps it from being deployed, a line each. Looks at files only. */
export function readyToDeploy(
  stageName: string,
  { root, given }: { root: string; given: string | undefined },
): { ok: true; ready: Ready } | { ok: false; mistakes: string[] } {
  const serverlessPath = join(root, 'serverless.yml')
  const found = findStage(serverlessPath, stageName)
  if (!found.ok) return { ok: false, mistakes: [found.mistake] }
  const { name: stage, params } = found.stage
  const config = configOfStage(found.stage, { root, given })
  if (!config.ok) return { ok: false, mistakes: [config.mistake] }
  const compiled = compileConfig(config.path)
  if (!compiled.ok) return { ok: false, mistakes: compiled.mistakes.map((mistake) => `${config.path}: ${mistake}`) }
  const { team, channel } = compiled.config.slack
  const mistakes = [
    ...(team === exampleTeam ? [stillExample(config.path)] : []),
    ...ownSettingsMissing(compiled.config, readServerlessFile(serverlessPath).functions),
    ...othersOfThatName(stage, compiled.config, root).map((other) => sameCommand(config.path, other)),
  ]
  if (mistakes.length > 0) return { ok: false, mistakes }
  return {
    ok: true,
    ready: {
      ...{ stage, channel, configPath: config.path, configJson: compiled.json },
      ...{ region: params.region, zuoraBaseUrl: params['zuora-base-url'] },
    },
  }
}

function stillExample(path: string): string {
  return `${path}: slack.team is ${exampleTeam}, the workspace of the example, and with it its people. Put your own ids in: docs/deploy.md says where to find them.`
}

/** The stages whose configuration is here, too, with the same command in the same workspace. */
function othersOfThatName(stage: string, { slack }: Config, root: string): string[] {
  return readStages(join(root, 'serverless.yml')).flatMap(({ name, params }) => {
    if (name === stage) return []
    const other = compileConfig(resolve(root, params['config-file']))
    if (!other.ok) return []
    const { team, command } = other.config.slack
    return team === slack.team && command === slack.command ? [name] : []
  })
}

function sameCommand(path: string, other: string): string {
  return `${path}: slack.command is that of stage ${other}, in the same workspace. Slack sends a command to the app that was installed last: give each its own, such as /period-sandbox.`
}
