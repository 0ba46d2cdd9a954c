import { join } from 'node:path'
import { type Clock, startSlack } from '../sim/slack/server.ts'
import { startZuora } from '../sim/zuora/server.ts'
import type { Behind } from './behind/open-behind.ts'
import type { StartOptions } from './start-options.ts'
import { entitiesOnStandIn } from './zuora-tenant.ts'

type Running = { close(): Promise<void> }

/** `clock`: where nothing is real, and the clock can be moved. */
type Given = { values: Readonly<Record<string, string>>; clock: Clock | undefined; behind: Behind | undefined }

/** Starts the stand-ins of Slack and Zuora, except for a side whose own address is set. */
export function startStandIns(
  { settings, ports, dataDir, speed, ambient }: StartOptions,
  { values, clock, behind }: Given,
): Promise<Running>[] {
  const msAhead = clock?.msAhead ?? (() => 0)
  const read = (name: string) => ambient[name] || (values[name] ?? '')
  const zuora = () =>
    startZuora({
      port: ports.zuora,
      file: join(dataDir, 'zuora.sqlite'),
      clientId: read('ZUORA_CLIENT_ID'),
      clientSecret: read('ZUORA_CLIENT_SECRET'),
      ...entitiesOnStandIn(settings, ambient, read),
      speed,
      onCall: behind?.watch.zuoraCall,
      now: () => new Date(Date.now() + msAhead()),
      realNow: () => new Date(),
      ...(settings.slackApiUrl === undefined ? { pageUrl: `http://127.0.0.1:${ports.page}/#zuora` } : {}),
    })
  const slack = () =>
    startSlack({
      port: ports.page,
      file: join(dataDir, 'slack.sqlite'),
      botUrl: `http://127.0.0.1:${ports.bot}/slack/events`,
      // Two while rotating: Slack signs with one of them.
      signingSecret: read('SLACK_SIGNING_SECRET').split(',')[0] ?? '',
      botToken: read('SLACK_BOT_TOKEN'),
      teamId: settings.team,
      command: settings.command,
      appId: read('SLACK_APP_ID'),
      speed,
      ...(clock ? { clock } : {}),
      behind: behind?.source,
      onCall: behind?.watch.slackCall,
      ...(settings.zuoraBaseUrl === undefined
        ? { zuoraUrl: `http://127.0.0.1:${ports.zuora}` }
        : { zuoraElsewhere: new URL(settings.zuoraBaseUrl).host }),
    })
  return [
    ...(settings.zuoraBaseUrl === undefined ? [zuora()] : []),
    ...(settings.slackApiUrl === undefined ? [slack()] : []),
  ]
}
