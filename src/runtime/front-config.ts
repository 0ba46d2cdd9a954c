import { readFileSync } from 'node:fs'
import { type FrontConfig, readFrontConfig } from '../config/front.ts'
import { nameCommand } from '../slack/command-name.ts'

export class FrontConfigRefused extends Error {
  override name = 'FrontConfigRefused' as const
}

/** What `slack` needs of the configuration that was compiled to JSON beside the bundle. */
export function readFrontConfigFile(path: string): FrontConfig {
  const config = readFrontConfig(JSON.parse(readFileSync(path, 'utf8')))
  if (!config) throw new FrontConfigRefused(`${path} is not what npm run package makes of closing-bell.yml.`)
  nameCommand(config.slack.command)
  return config
}
