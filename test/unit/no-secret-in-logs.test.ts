import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { compileConfig } from '../../scripts/build/compile-config.ts'
import { settingNames } from '../../src/runtime/settings.ts'
import { createRegister } from '../../src/store/register/register.ts'
import { recording } from '../contract/requests-contract.ts'
import { allThatIsKnown, echoes, secrets, secretsIn, toldBy } from '../support/hostile-world.ts'
import type { Answer, Seen } from '../support/local-http.ts'
import { names, openOwnTable } from '../support/own-table.ts'
import { sampleDraft } from '../support/sample-request.ts'
import { signedEvent } from './slack/signed-event.ts'

let server: Server
let table: Awaited<ReturnType<typeof openOwnTable>>
let dir: string

beforeAll(async () => {
  table = await openOwnTable()
  dir = mkdtempSync(join(tmpdir(), 'no-secret-'))
  const config = compileConfig('closing-bell.example.yml')
  writeFileSync(join(dir, 'config.json'), config.ok ? config.json : '')
  server = createServer(async (incoming, response) => {
    const { method = '', url: path = '', headers } = incoming
    const answered = answer({ method, path, headers, body: await text(incoming) })
    if (answered === null) return void response.destroy()
    const { status = 200, body = '' } = answered
    response.writeHead(status, { 'content-type': 'application/json', ...answered.headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  vi.unstubAllEnvs()
  vi.resetModules()
  await table.close()
  rmSync(dir, { recursive: true })
})

type Side = 'aws' | 'slack' | 'zuora' | 'sign-in'

const sideOf = ({ path, headers }: Seen): Side => {
  if (path.startsWith('/api/') || path.startsWith('/response/')) return 'slack'
  if (path === '/oauth/token') return 'sign-in'
  return /^\/(v1|object-query)/.test(path) && !headers['x-amz-target'] ? 'zuora' : 'aws'
}

/** As much as there has to be, so that the next side is reached. */
function friendly({ path, body }: Seen): Answer {
  if (path === '/oauth/token') return { body: { access_token: secrets.zuoraToken, expires_in: 3599 } }
  if (path.startsWith('/api/')) {
    const id = new URLSearchParams(body).get('user') ?? 'U0BOB'
    const user = {
      id,
      team_id: 'T0LOCAL',
      name: id,
      deleted: false,
      is_bot: false,
      profile: { email: 'b@example.com' },
    }
    const channel = path.endsWith('conversations.info') ? { id: 'C0CLOSE', is_member: true } : 'C0CLOSE'
    return { body: { ok: true, ts: '1795293790.000100', channel, user, users: [id], team: { id: 'T0LOCAL' } } }
  }
  return { status: path.includes('/invocations') ? 202 : 200, body: '{}' }
}

/** All that is written, and the error as Lambda writes it: with everything that hangs on it. */
async function saidBy(invoke: () => Promise<unknown>): Promise<string> {
  const said: unknown[] = []
  const keep = (...words: unknown[]) => {
    said.push(...words)
    return true
  }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(keep),
    vi.spyOn(process.stderr, 'write').mockImplementation(keep),
    ...(['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(keep),
    ),
  ]
  await invoke().catch(keep)
  for (const spy of spies) spy.mockRestore()
  return said.map((one) => (typeof one === 'string' ? one : inspect(one, { depth: 8, showHidden: true }))).join('\n')
}

/** What the outside does at the moment. */
const outside: { hostile: readonly Side[]; echo: (said: string) => Answer } = { hostile: [], echo: () => null }
const seen: Seen[] = []
let url: string

function answer(asked: Seen): Answer {
  seen.push(asked)
  const side = sideOf(asked)
  if (!outside.hostile.includes(side)) return friendly(asked)
  return outside.echo(toldBy(side === 'sign-in' ? 'zuora' : side, asked))
}

async function setEnvironment(ownTable: boolean): Promise<void> {
  const unset = Object.fromEntries(
    Object.values(settingNames)
      .flat()
      .map((name) => [name, '']),
  )
  const dynamodb = await table.dynamodb.config.endpoint?.()
  const environment = {
    ...unset,
    SLACK_API_URL: `${url}/api/`,
    SLACK_BOT_TOKEN: secrets.botToken,
    SLACK_SIGNING_SECRET: `${secrets.olderSigningSecret},${secrets.signingSecret}`,
    ZUORA_BASE_URL: url,
    ZUORA_CLIENT_ID: 'client-1',
    ZUORA_CLIENT_SECRET: secrets.clientSecret,
    CLOSING_BELL_CONFIG: join(dir, 'config.json'),
    TABLE_NAME: names.table,
    STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:period-request',
    RESPOND_FUNCTION: 'respond',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: secrets.awsSecretKey,
    AWS_SESSION_TOKEN: secrets.awsSessionToken,
    AWS_MAX_ATTEMPTS: '1',
    AWS_ENDPOINT_URL_SFN: url,
    AWS_ENDPOINT_URL_LAMBDA: url,
    AWS_ENDPOINT_URL_SSM: url,
    AWS_ENDPOINT_URL_EVENTBRIDGE: url,
    AWS_ENDPOINT_URL_DYNAMODB: ownTable && dynamodb ? `http://127.0.0.1:${dynamodb.port}` : url,
  }
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
}

const isStarted = new Set<boolean>()

/** The functions as they are when they have just been started. */
async function start(functions: readonly string[], { ownTable }: { ownTable: boolean }) {
  await setEnvironment(ownTable)
  if (!isStarted.has(ownTable)) vi.resetModules()
  isStarted.add(ownTable)
  return Promise.all(
    functions.map(async (name) => [name, (await import(`../../src/handlers/${name}.ts`)).handler] as const),
  )
}

async function newRequest(): Promise<{ entity: string; number: number }> {
  const register = createRegister(table.dynamodb, names, recording)
  const draft = sampleDraft({ messageId: crypto.randomUUID(), status: 'working' })
  const { entity, number } = await register.create(draft)
  return { entity, number }
}

const from = { personId: 'U0BOB', channel: 'C0CLOSE' }

/** Of each function what it is invoked with, holding whatever secrets there are in it. */
const events: Record<string, (request: object, url: string) => unknown[]> = {
  advance: (request) => [{ request }, { request: secrets.taskToken }],
  'request-approval': (request) => [
    { request, taskToken: secrets.taskToken },
    { request, taskToken: [secrets.taskToken] },
  ],
  announce: (request) => [
    { request, broke: { Error: 'ZuoraUnexpected', Cause: JSON.stringify({ errorMessage: allThatIsKnown }) } },
    { request, broke: { Error: 'States.Runtime', Cause: allThatIsKnown } },
    { request, broke: secrets.taskToken },
  ],
  wake: () => [undefined],
  reconcile: () => [undefined],
  remind: () => [undefined],
  check: () => [{}, { only: 'people' }],
  export: () => [
    { entity: 'us', wanted: { kind: 'fiscal-year', fiscalYear: 2026 }, by: 'me' },
    { [secrets.taskToken]: 1 },
  ],
  'end-request': () => [{ request: 'US-0001', by: 'me', why: 'it hangs' }, { request: secrets.taskToken }],
  'note-restored': () => [
    { entity: 'us', copy: { madeAt: '2026-11-04T14:00:00.000Z', digest: null }, lastKnown: 5, by: 'me' },
    { entity: 'us', copy: secrets.taskToken },
  ],
  respond: (key, url) => {
    const responseUrl = `${url}/response/${secrets.responseUrl}`
    const of = () => ({ ...from, responseUrl, messageId: crypto.randomUUID() })
    return [
      { kind: 'command', text: 'close Oct 2026', ...of(), personId: 'U0ALICE' },
      { kind: 'command', text: 'list', ...of() },
      { kind: 'click', action: 'approve', target: { key, round: 1 }, ...of() },
      { kind: 'home', messageId: crypto.randomUUID(), ...from },
      { kind: secrets.responseUrl, responseUrl },
    ]
  },
  slack: (_request, url) => {
    const fields = {
      token: secrets.verification,
      trigger_id: secrets.triggerId,
      response_url: `${url}/response/${secrets.responseUrl}`,
      team_id: 'T0LOCAL',
      api_app_id: 'A0LOCAL',
      user_id: 'U0ALICE',
      channel_id: 'C0CLOSE',
      command: '/period',
    }
    const signing = { secret: secrets.signingSecret, secondsOff: Math.round((Date.now() - signedAt) / 1000) }
    const form = (text: string) => new URLSearchParams({ ...fields, text }).toString()
    const json = { ...signing, contentType: 'application/json' }
    return [
      signedEvent(form('close Oct 2026'), signing),
      signedEvent(form('create'), signing),
      signedEvent(form('list'), { ...signing, secret: secrets.verification }),
      signedEvent(`payload=${JSON.stringify(fields).slice(0, -9)}`, signing),
      signedEvent(JSON.stringify(fields).slice(0, -9), json),
      signedEvent(JSON.stringify({ ...fields, type: 'event_callback', event: { type: 'app_home_opened' } }), json),
    ]
  },
}
const signedAt = Date.parse('2026-11-03T14:00:00.500Z')

const ofZuora = ['respond', 'advance', 'announce', 'reconcile', 'remind', 'check']
const ofSlack = ['slack', 'respond', 'advance', 'announce', 'check']
/** Signing in first: a token that was got is kept. */
const hostile: [string, Side, readonly string[]][] = [
  ['Zuora’s sign-in', 'sign-in', ['advance', 'reconcile', 'check']],
  ['Zuora', 'zuora', ofZuora],
  ['Slack', 'slack', ofSlack],
  ['AWS', 'aws', Object.keys(events)],
]

test.each(hostile)(
  '%s repeats all that it knows, in every way: no function writes any of it',
  async (_name, side, functions) => {
    const handlers = await start(functions, { ownTable: side !== 'aws' })
    const lines: string[] = []
    const reached = new Set<string>()
    for (const [how, echo] of Object.entries(echoes)) {
      Object.assign(outside, { hostile: [side], echo })
      seen.length = 0
      const request = await newRequest()
      for (const [name, handler] of handlers) {
        // It looks at everything, which takes its time.
        if (name === 'check' && !how.startsWith('in the words')) continue
        for (const event of events[name]?.(request, url) ?? []) {
          seen.length = 0
          const said = await saidBy(() => handler(event, { awsRequestId: 'invocation-1' }))
          expect.soft([how, name, secretsIn(said)]).toEqual([how, name, []])
          lines.push(said)
          if (seen.some((one) => sideOf(one) === side)) reached.add(name)
        }
      }
    }
    expect([...reached].toSorted()).toEqual(functions.toSorted())
    expect(lines.join('')).toContain('***')
  },
)

test('the settings that hold secrets cannot be read: which, and not what came instead', async () => {
  Object.assign(outside, { hostile: ['aws'], echo: echoes['in the words of a refusal'] })
  vi.resetModules()
  const handlers = new Map(await start(['wake'], { ownTable: true }))
  vi.stubEnv('SLACK_BOT_TOKEN', 'ssm:/closing-bell/dev/slack/bot-token')
  const said = await saidBy(() => handlers.get('wake')())
  expect(said).toContain('SecretMissing')
  expect(secretsIn(said)).toEqual([])
})
