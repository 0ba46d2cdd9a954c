import type { Config } from '../config.ts'
import type { PolicyInFile } from '../domain/policy/check/policy-in-file.ts'
import { createWebClient } from '../slack/web-client.ts'
import { createDirectory } from '../slack/workspace/directory.ts'
import { createLookups } from '../slack/workspace/lookups.ts'
import type { CheckPorts } from '../usecases/policy/check-policy.ts'
import { channelsNamed } from './policy/channels-named.ts'
import { policyInForce } from './policy/policy-in-force.ts'
import { readConfigOf, readSettings } from './settings.ts'

/** Builds what `check` runs on: it asks Slack and nothing else. */
export async function createCheckPorts(): Promise<CheckPorts> {
  const settings = await readSettings('check')
  const config = readConfigOf('check')
  const slack = createWebClient(settings.SLACK_API_URL, settings.SLACK_BOT_TOKEN)
  return {
    directory: createDirectory(createLookups(slack), { team: config.slack.team }),
    policies: policiesIn(config),
    channels: channelsNamed(config),
    admin: config.admin ?? null,
  }
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
