import { randomId } from '../ids/random-id.ts'
import type { StandIn } from '../stand-in.ts'
import { workspace } from '../workspace/workspace.ts'
import { type Answered, deliverBody } from './delivery.ts'

/** "nearly immediately", after a minute, after five (docs.slack.dev, Events API). */
const retryAfterMs = [0, 60_000, 300_000]

/** Tells the bot of an event where its manifest subscribes to it; sent again where it is not answered with 200 in time. */
export const deliverEvent = async (
  standIn: StandIn,
  { user, event }: { user: string; event: { type: string } & Record<string, unknown> },
): Promise<Answered | undefined> => {
  if (!standIn.manifest.events.includes(event.type)) return undefined
  const { teamId, appId } = standIn.options
  const body = JSON.stringify({
    token: 'verification-token-not-to-be-used',
    team_id: teamId,
    context_team_id: teamId,
    context_enterprise_id: null,
    api_app_id: appId,
    event,
    type: 'event_callback',
    event_id: randomId('Ev'),
    event_time: Math.floor(standIn.now().getTime() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: teamId, user_id: workspace.bot.id, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
  })
  return send(standIn, { user, body, retry: 0, reason: null })
}

type Attempt = { user: string; body: string; retry: number; reason: string | null }

const send = async (standIn: StandIn, { user, body, retry, reason }: Attempt): Promise<Answered> => {
  const headers = {
    'Content-Type': 'application/json',
    ...(reason === null ? {} : { 'X-Slack-Retry-Num': String(retry), 'X-Slack-Retry-Reason': reason }),
  }
  const answered = await deliverBody(standIn, { of: 'event_callback', user, body, headers })
  const failed = whyAgain(answered)
  const delayMs = (standIn.options.retryEventsAfterMs ?? retryAfterMs)[retry]
  if (failed !== null && delayMs !== undefined) {
    standIn.later(delayMs, () => void send(standIn, { user, body, retry: retry + 1, reason: failed }))
  }
  return answered
}

const whyAgain = (answered: Answered): string | null => {
  if (answered.kind === 'timed-out') return 'http_timeout'
  if (answered.kind === 'unreachable') return 'connection_failed'
  return answered.status === 200 || answered.noRetry ? null : 'http_error'
}
