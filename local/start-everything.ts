import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { COPY_PATH, createCopier } from './backup/copier.ts'
import { openBehind } from './behind/open-behind.ts'
import { BUNDLES_DIR, bundleIfChanged } from './bundle-if-changed.ts'
import { checkPolicy } from './check-policy.ts'
import { createJumps } from './clock/jumps.ts'
import { clockFor, type MovedClock, warningOf } from './clock/moved-clock.ts'
import { skewWarnings } from './clock/skew.ts'
import { startBot } from './front/bot.ts'
import { startSocketMode } from './front/socket-mode.ts'
import type { LocalFunction } from './lambda/function-worker.ts'
import type { FunctionError } from './lambda/invocation.ts'
import { startLambda } from './lambda/server.ts'
import { startScheduler } from './scheduler.ts'
import type { ServerlessFile } from './serverless/serverless-file.ts'
import { environmentOf } from './settings/env.ts'
import { readOrMakeSecrets } from './settings/generated-secrets.ts'
import { startStandIns } from './stand-ins.ts'
import type { StartOptions } from './start-options.ts'
import { startStateMachine, stateMachineArn } from './state-machine.ts'
import { dropExpired } from './table/drop-expired.ts'
import { startDynamoDb } from './table/dynamodb.ts'
import { notePorts, TABLE_NAME } from './table/open-table.ts'
import { keysOnStandIn } from './zuora-tenant.ts'

/** In the data folder: what was put on buses of EventBridge. */
export const BUSES_FILE = 'event-bus.jsonl'

type Closable = { close(): void | Promise<void> }

/** What runs, and what is to be said about the configuration. */
export type Everything = { warnings: readonly string[]; close(): Promise<void> }

/**
 * Starts what runs on AWS, and stand-ins for what is elsewhere; resolves when all of it answers. Throws `PolicyRefused`
 * before anything under way goes on.
 */
export async function startEverything(options: StartOptions): Promise<Everything> {
  const { serverless, ports, dataDir, speed, onFailed } = options
  const started: Closable[] = []
  const keep = async <T extends Closable>(starting: Promise<T>): Promise<T> => {
    const it = await starting
    started.push(it)
    return it
  }
  const close = async () => {
    for (const it of started.toReversed()) await it.close()
  }
  try {
    const clock = clockFor(options)
    const jumps = clock && createJumps(clock)
    notePorts(dataDir, ports, options.settings)
    const copier = createCopier(dataDir)
    const values = localValues(options, clock)
    const now = clock?.now ?? (() => new Date())
    const behind = openBehind(options, { values, now })
    if (behind) started.push(behind)
    const watch = behind?.watch
    const bundling = bundleIfChanged(serverless.functions, BUNDLES_DIR)
    const dynamodb = { port: ports.dynamodb, dir: join(dataDir, 'dynamodb'), tableName: TABLE_NAME }
    // All are awaited, so that what did start is closed when another could not.
    const startingTable = keep(startDynamoDb({ ...dynamodb, table: serverless.table, watch }))
    const outcomes = await Promise.allSettled([
      bundling,
      startingTable,
      ...startStandIns(options, { values, clock: jumps, behind }).map(keep),
    ])
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
    // By real time, which a clock that was moved is never behind.
    await dropExpired({ url: (await startingTable).url, tableName: TABLE_NAME }, new Date())
    const bundles = await bundling
    const functions: LocalFunction[] = serverless.functions.map((it) => ({
      ...it,
      bundle: bundles.get(it.name) ?? '',
      environment: environmentOf(it, { ambient: options.ambient, values }),
    }))
    const queueFile = join(dataDir, 'events.sqlite')
    const logFile = join(dataDir, 'functions.log')
    const busesFile = join(dataDir, BUSES_FILE)
    const files = { queueFile, logFile, busesFile }
    const neverHeld = serverless.routes.map(({ functionName }) => functionName)
    const besides = { path: COPY_PATH, answer: copier.answer }
    const toLambda = { port: ports.lambda, functions, ...files, neverHeld, speed, onFailed, watch, besides }
    const lambda = await keep(startLambda(toLambda))
    const [warnings] = await Promise.all([checkPolicy(lambda), warm(serverless, lambda)])
    const stepFunctions = await keep(startStateMachine({ ...options, lambda, now, watch }))
    lambda.deliverEvents()
    await keep(startBot({ port: ports.bot, routes: serverless.routes, lambda, watch }))
    for (const socket of startSocket(options, values)) await keep(socket)
    const scheduler = startScheduler({ schedules: serverless.schedules, lambda, speed, now })
    started.push(scheduler)
    copier.follow({ table: await startingTable, stepFunctions })
    jumps?.follow({ lambda, stepFunctions, scheduler })
    const { slackApiUrl } = options.settings
    const skew = slackApiUrl === undefined ? [] : await skewWarnings(slackApiUrl)
    return { warnings: [...warnings, ...warningOf(clock), ...skew], close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Where an app token is set, Slack's requests come over a socket instead of a public address. */
function startSocket({ settings, ports, ambient }: StartOptions, values: Readonly<Record<string, string>>) {
  const { SLACK_APP_TOKEN: appToken } = ambient
  if (!appToken || settings.slackApiUrl === undefined) return []
  const signingSecret = (ambient.SLACK_SIGNING_SECRET || values.SLACK_SIGNING_SECRET || '').split(',')[0] ?? ''
  const botUrl = `http://127.0.0.1:${ports.bot}/slack/events`
  return [startSocketMode({ appToken, slackApiUrl: settings.slackApiUrl, botUrl, signingSecret })]
}

/** A function that answers people is loaded before the first of them waits for it. */
async function warm(
  { routes }: ServerlessFile,
  lambda: { warm(functionName: string): Promise<FunctionError | undefined> },
): Promise<void> {
  for (const { functionName } of routes) {
    const error = await lambda.warm(functionName)
    if (error !== undefined) throw new Error(`${functionName} cannot be loaded: ${error.errorMessage}`)
  }
}

/** A value for every name that serverless.yml gives a function, unless the shell has one. */
function localValues(
  { serverless, settings, ports, dataDir, ambient }: StartOptions,
  clock: MovedClock | undefined,
): Record<string, string> {
  const secrets = readOrMakeSecrets(join(dataDir, 'secrets.json'), keysOnStandIn(settings, ambient))
  const configFile = join(dataDir, 'closing-bell.json')
  writeFileSync(configFile, settings.configJson)
  const address = (port: number) => `http://127.0.0.1:${port}`
  const { SLACK_APP_ID, ...others } = secrets
  return {
    ...others,
    // The stand-in's, which says nothing about the app at the real Slack.
    ...(settings.slackApiUrl === undefined ? { SLACK_APP_ID } : {}),
    SLACK_API_URL: `${address(ports.page)}/api/`,
    ZUORA_BASE_URL: address(ports.zuora),
    CLOSING_BELL_CONFIG: configFile,
    ...(clock ? { CLOSING_BELL_CLOCK: clock.file } : {}),
    TABLE_NAME,
    STATE_MACHINE_ARN: stateMachineArn(serverless.stateMachine),
    RESPOND_FUNCTION: 'respond',
    AWS_ENDPOINT_URL_DYNAMODB: address(ports.dynamodb),
    AWS_ENDPOINT_URL_SFN: address(ports.stepFunctions),
    AWS_ENDPOINT_URL_LAMBDA: address(ports.lambda),
    AWS_ENDPOINT_URL_EVENTBRIDGE: address(ports.lambda),
  }
}
