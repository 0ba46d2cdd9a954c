import * as z from 'zod/mini'
import { referenceOf } from '../domain/request.ts'
import { noteRequestOfInvocation } from '../log/invocation.ts'
import { createSlackApp } from '../slack/app.ts'
import { createHandOn } from '../slack/hand-on.ts'
import type { LambdaReceiver } from '../slack/receiving/receiver.ts'
import { signingSecretsIn } from '../slack/receiving/signature.ts'
import { now, realNow } from './clock.ts'
import { readFrontConfigFile } from './front-config.ts'
import { botTokenIn, createLiveSettings } from './live-settings.ts'
import { logOf } from './log-of.ts'
import { readSettings } from './settings.ts'
import { signedFor } from './signed-for.ts'

// Each schema is used once before the first ack: compiling it would take longer.
z.config({ jitless: true })

/** Builds what `slack` runs on. Apart from the rest, so that nothing else is in its bundle. */
export async function createReceiver(): Promise<Pick<LambdaReceiver, 'handle'>> {
  const settings = await readSettings('slack')
  const log = logOf('slack')
  // Slack waits three seconds in all.
  const live = createLiveSettings(settings, { read: () => readSettings('slack', [], 1_000), now: realNow, log })
  const config = readFrontConfigFile(settings.CLOSING_BELL_CONFIG)
  const handOn = createHandOn({ call: signedFor('lambda'), functionName: settings.RESPOND_FUNCTION })
  const receiver = createSlackApp({
    signingSecrets: live.held(({ SLACK_SIGNING_SECRET = '' }) => signingSecretsIn(SLACK_SIGNING_SECRET)),
    team: config.slack.team,
    appId: settings.SLACK_APP_ID === '' ? undefined : settings.SLACK_APP_ID,
    slackApiUrl: settings.SLACK_API_URL,
    botToken: live.held(botTokenIn),
    entities: config.entities.map(({ key, name, channel }) => ({
      key,
      name,
      channel: channel ?? config.slack.channel,
    })),
    now: realNow,
    today: now,
    log,
    async handOn(asked) {
      if ('target' in asked) noteRequestOfInvocation(referenceOf(asked.target.key))
      await handOn(asked)
      log('handed-on', { messageId: asked.messageId, kind: asked.kind })
    },
  })
  return {
    async handle(event) {
      const answer = await receiver.handle(event)
      const { statusCode: status } = answer
      // How fast strangers are refused would hide how long Slack waits.
      if (status === 401) return answer
      const retry = Number(event.headers['x-slack-retry-num'] ?? 0)
      log('slack-answered', { status, ms: msSince(event.requestContext.timeEpoch), retry })
      return answer
    },
  }
}

/** Since it reached API Gateway: what Slack waited for, a cold start included. */
function msSince(timeEpoch: number): number {
  return Math.max(0, realNow().getTime() - timeEpoch)
}
