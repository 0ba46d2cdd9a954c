import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { vi } from 'vitest'
import { startBot } from '../../../local/front/bot.ts'
import { listenLocally } from '../../../local/front/listen-locally.ts'
import { openEventQueue } from '../../../local/lambda/event-queue.ts'
import { readServerlessFile } from '../../../local/serverless/serverless-file.ts'
import { localCredentials } from '../../../local/settings/env.ts'
import { type Ports, portsFrom } from '../../../local/settings/ports.ts'
import { startStateMachine, stateMachineArn } from '../../../local/state-machine.ts'
import { startDynamoDb } from '../../../local/table/dynamodb.ts'
import { notePorts, PORTS_FILE, TABLE_NAME } from '../../../local/table/open-table.ts'
import { compileConfig } from '../../../scripts/build/compile-config.ts'
import { examineMachine } from '../../../scripts/doctor/examine.ts'
import { type SlackOptions, startSlack } from '../../../sim/slack/server.ts'
import { startZuora } from '../../../sim/zuora/server.ts'
import { handler as check } from '../../../src/handlers/check.ts'
import { createReceiver } from '../../../src/runtime/front.ts'

export const secrets = {
  SLACK_BOT_TOKEN: 'xoxb-of-the-doctor-test',
  SLACK_SIGNING_SECRET: 'signing-secret-of-the-doctor-test',
  ZUORA_CLIENT_ID: '11111111-2222-3333-4444-555555555555',
  ZUORA_CLIENT_SECRET: 'client-secret-of-the-doctor-test',
}

type Started = { configPath?: string; realSide?: string }

const file = readServerlessFile('serverless.yml')
const example = 'closing-bell.example.yml'

/** What runs in npm start, in this process: the stand-ins, the table, the workflow, the bot and the function `check`. */
export async function startDoctorMachine() {
  const dir = mkdtempSync(join(tmpdir(), 'doctor-'))
  writeFileSync(join(dir, '.closing-bell'), '')
  const slackOptions: SlackOptions = {
    port: 0,
    file: ':memory:',
    botUrl: 'http://127.0.0.1:9/slack/events',
    signingSecret: secrets.SLACK_SIGNING_SECRET,
    botToken: secrets.SLACK_BOT_TOKEN,
    teamId: 'T0LOCAL',
    appId: 'A0LOCAL',
    rateLimits: false,
  }
  const [slack, zuora, table] = await Promise.all([
    startSlack(slackOptions),
    startZuora({
      port: 0,
      file: ':memory:',
      clientId: secrets.ZUORA_CLIENT_ID,
      clientSecret: secrets.ZUORA_CLIENT_SECRET,
    }),
    startDynamoDb({ port: 0, dir: join(dir, 'dynamodb'), tableName: TABLE_NAME, table: file.table }),
  ])
  const arn = stateMachineArn(file.stateMachine)
  const stepFunctions = await startStateMachine({
    serverless: file,
    ports: { ...portsFrom(1), stepFunctions: 0 },
    dataDir: dir,
    speed: 1,
    now: () => new Date(),
    lambda: { invoke: async () => ({ kind: 'answered', payload: '{"kind":"wait","seconds":3600}' }) },
  })
  /** The status that the bot answers instead of what it would; null: as it is. */
  const bot: { answers: number | null } = { answers: null }
  const receiver: { handle: ((event: APIGatewayProxyEventV2) => Promise<unknown>) | null } = { handle: null }
  const front = await startBot({
    port: 0,
    routes: file.routes,
    lambda: {
      async invoke(_name, payload) {
        const answer =
          bot.answers === null ? await receiver.handle?.(JSON.parse(payload)) : { statusCode: bot.answers, body: '' }
        return { kind: 'answered', payload: JSON.stringify(answer) }
      },
    },
  })
  const lambda = await startLambdaOf(check)
  const configFile = join(dir, 'closing-bell.json')
  const ports = {
    page: slack.port,
    bot: front.port,
    zuora: zuora.port,
    dynamodb: table.port,
    stepFunctions: stepFunctions.port,
    lambda: lambda.port,
  }
  let noted: { ports: Ports; started: Started } = { ports, started: { configPath: example } }
  /** What npm start notes of itself, with more of it changed; null: as it is. */
  const note = (changes: Partial<Ports> | null, started: Started = {}) => {
    noted =
      changes === null
        ? { ports, started: { configPath: example } }
        : { ports: { ...noted.ports, ...changes }, started: { ...noted.started, ...started } }
    notePorts(dir, noted.ports, noted.started)
    // It began an hour ago.
    utimesSync(join(dir, PORTS_FILE), new Date(), new Date(Date.now() - 3_600_000))
  }
  note(null)
  openEventQueue(queueOptions(join(dir, 'events.sqlite'))).close()
  writeCompiled(example, configFile)
  noteRuns(dir, new Date())
  const environment = {
    ...localCredentials,
    ...secrets,
    SLACK_API_URL: `${slack.url}/api/`,
    SLACK_APP_ID: 'A0LOCAL',
    ZUORA_BASE_URL: zuora.url,
    CLOSING_BELL_CONFIG: configFile,
    TABLE_NAME,
    STATE_MACHINE_ARN: arn,
    AWS_ENDPOINT_URL_DYNAMODB: table.url,
    AWS_ENDPOINT_URL_SFN: stepFunctions.url,
    AWS_LAMBDA_FUNCTION_NAME: 'check',
    RESPOND_FUNCTION: 'respond',
  }
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  const { handle } = await createReceiver().then((made) => ({ handle: made.handle.bind(made) }))
  receiver.handle = handle
  vi.unstubAllEnvs()
  const control = (url: string) => async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${url}/sim/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  }
  return {
    dir,
    slackOptions,
    bot,
    arn,
    table,
    note,
    configFile,
    environment,
    slack: control(slack.url),
    zuora: control(zuora.url),
    /** With other settings for the function `check`; null: it has none of that name. */
    async examine({ check = {}, now }: { check?: Record<string, string | null>; now?: Date } = {}) {
      for (const [name, value] of Object.entries({ ...environment, ...check })) vi.stubEnv(name, value ?? undefined)
      const examined = await examineMachine(
        { dataDir: dir, port: null },
        { root: process.cwd(), given: undefined, code: 'not bundled', ...(now ? { now } : {}) },
      )
      vi.unstubAllEnvs()
      if (!examined.ok) throw new Error(examined.mistakes.join('\n'))
      return examined
    },
    async close() {
      for (const it of [front, lambda, stepFunctions, slack, zuora, table]) await it.close()
      rmSync(dir, { recursive: true })
    },
  }
}

export type DoctorMachine = Awaited<ReturnType<typeof startDoctorMachine>>

export function writeCompiled(path: string, to: string): void {
  const compiled = compileConfig(path)
  if (!compiled.ok) throw new Error(compiled.mistakes.join('\n'))
  writeFileSync(to, compiled.json)
}

function queueOptions(queueFile: string) {
  return {
    file: queueFile,
    deliver: async () => ({ kind: 'answered' as const, payload: '' }),
    maximumRetryAttempts: () => 0,
    onGivenUp: () => {},
    speed: 1,
  }
}

/** As the functions write when a run has ended well. */
export function noteRuns(dir: string, at: Date): void {
  const timestamp = at.toISOString()
  const runs = { wake: 'woke', reconcile: 'reconciled', remind: 'reminded' }
  const lines = Object.entries(runs).map(
    ([name, message]) => `${name} ${JSON.stringify({ level: 'INFO', message, timestamp })}\n`,
  )
  writeFileSync(join(dir, 'functions.log'), lines.join(''))
}

/** Lambda's Invoke API over one function. */
async function startLambdaOf(handler: (event: unknown) => Promise<unknown>) {
  const server = createServer(async (request, response) => {
    const event: unknown = JSON.parse((await text(request)) || '{}')
    try {
      response.end(JSON.stringify(await handler(event)))
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error))
      response.setHeader('x-amz-function-error', 'Unhandled')
      response.end(JSON.stringify({ errorType: name, errorMessage: message }))
    }
  })
  return listenLocally(server, 0)
}

/** A Slack that knows the bot, nobody else, and another time. */
export async function startSlackAt(at: Date) {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', date: at.toUTCString() })
    response.end(JSON.stringify({ ok: true, team_id: 'T0LOCAL', team: 'Example', user: 'closing_bell' }))
  })
  return listenLocally(server, 0)
}
