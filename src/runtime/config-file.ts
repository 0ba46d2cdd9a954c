import { readFileSync } from 'node:fs'
import { type Config, readConfig } from '../config.ts'
import { nameCommand } from '../slack/command-name.ts'
import { type FunctionName, SettingMissing } from './settings.ts'

export class ConfigRefused extends Error {
  override name = 'ConfigRefused' as const
}

/** A function's configuration, which says whose settings there are to read. */
export function readConfigOf(name: FunctionName): Config {
  const path = process.env.CLOSING_BELL_CONFIG
  if (!path) throw new SettingMissing(`Function ${name} needs CLOSING_BELL_CONFIG in its environment.`)
  return readConfigFile(path)
}

/** The configuration as it was compiled to JSON beside the bundle. */
export function readConfigFile(path: string): Config {
  const read = readConfig(JSON.parse(readFileSync(path, 'utf8')))
  if (!read.ok) throw new ConfigRefused(`${path}: ${read.mistakes.join('; ')}`)
  nameCommand(read.config.slack.command)
  return read.config
}
