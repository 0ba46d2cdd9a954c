import { createLog } from '../log.ts'
import { createSlackApp } from '../slack/app.ts'
import { createHandOn } from '../slack/hand-on.ts'
import type { LambdaReceiver } from '../slack/receiving/receiver.ts'
import { now, realNow } from './clock.ts'
import { code } from './policy/code-version.ts'
import { readConfigFile, readSettings, signedFor } from './settings.ts'

/** Builds what `slack` runs on. Apart from the rest, so that nothing else is in its bundle. */
export async function createReceiver(): Promise<LambdaReceiver> {
  const settings = await readSettings('slack')
  const config = readConfigFile(settings.CLOSING_BELL_CONFIG)
  return createSlackApp({
    signingSecrets: settings.SLACK_SIGNING_SECRET.split(',').map((secret) => secret.trim()),
    team: config.slack.team,
    appId: settings.SLACK_APP_ID === '' ? undefined : settings.SLACK_APP_ID,
    slackApiUrl: settings.SLACK_API_URL,
    botToken: settings.SLACK_BOT_TOKEN,
    entities: config.entities.map(({ key, name, channel }) => ({
      key,
      name,
      channel: channel ?? config.slack.channel,
    })),
    now: realNow,
    today: now,
    log: createLog('slack', code),
    handOn: createHandOn({ ...signedFor('lambda'), functionName: settings.RESPOND_FUNCTION }),
  })
}
