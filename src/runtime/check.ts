import type { Config } from '../config.ts'
import type { PolicyInFile } from '../domain/policy/check/policy-in-file.ts'
import { createWebClient } from '../slack/web-client.ts'
import { createDirectory } from '../slack/workspace/directory.ts'
import { createLookups } from '../slack/workspace/lookups.ts'
import type { CheckPorts } from '../usecases/policy/check-policy.ts'
import { readConfigOf } from './config-file.ts'
import { heldAsRead } from './live-settings.ts'
import { logOf } from './log-of.ts'
import { channelsNamed } from './policy/channels-named.ts'
import { policyInForce } from './policy/policy-in-force.ts'
import { readSettings, type Settings } from './settings.ts'

/** Builds what the check of the policy runs on: it asks Slack and nothing else. */
export async function createCheckPorts(): Promise<CheckPorts> {
  const config = readConfigOf('check')
  return peoplePorts(config, await readSettings('check', config.entities))
}

export function peoplePorts(config: Config, settings: Settings<'check'>): CheckPorts {
  const slack = createWebClient(settings.SLACK_API_URL, heldAsRead(settings.SLACK_BOT_TOKEN), logOf('check'))
  return {
    directory: createDirectory(createLookups(slack), { team: config.slack.team }),
    policies: policiesIn(config),
    channels: channelsNamed(config),
    admin: config.admin ?? null,
  }
}

/** `npm start` asks for this much before anything goes on; whoever is looking for what is wrong asks for everything. */
export function isOnlyPeople(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'only' in event && event.only === 'people'
}

function policiesIn(config: Config): PolicyInFile[] {
  return config.entities.map(({ key, policy: own }, index) => ({
    policy: policyInForce(config, key).policy,
    ownPath: own ? `entities[${index}].policy` : null,
    ownKeys: new Set([
      ...Object.keys(own ?? {}),
      ...Object.keys(own?.actions ?? {}).map((action) => `actions.${action}`),
    ]),
  }))
}
