import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { parse } from 'yaml'
import { createReceiver } from '../../../src/runtime/front.ts'
import { startLocalHttp } from '../../support/local-http.ts'
import { clickBody, commandBody, now, signedEvent } from '../slack/signed-event.ts'

const paths = { token: '/closing-bell/dev/slack/bot-token', signing: '/closing-bell/dev/slack/signing-secret' }

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now }))
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

function configFile(): string {
  const dir = mkdtempSync(join(tmpdir(), 'front-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  writeFileSync(join(dir, 'config.json'), JSON.stringify(parse(readFileSync('closing-bell.example.yml', 'utf8'))))
  return join(dir, 'config.json')
}

/** A container of `slack` on a Parameter Store that a test changes, and a Slack that takes only the token that is stored. */
async function openFront() {
  const outputs = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockReturnValue(true))
  const stored = { [paths.token]: 'xoxb-1-first', [paths.signing]: 'signed-by-the-first' }
  const state = { isAway: false }
  const store = await startLocalHttp(({ body }) => {
    const names: string[] = JSON.parse(body).Names
    if (state.isAway) return { status: 500, body: { __type: 'InternalServerError' } }
    return { body: { Parameters: names.map((Name) => ({ Name, Value: stored[Name] })) } }
  })
  const slack = await startLocalHttp(({ headers }) => ({
    body:
      headers.authorization === `Bearer ${stored[paths.token]}`
        ? { ok: true, view: { id: 'V1', hash: '1.a' } }
        : { ok: false, error: 'token_revoked' },
  }))
  const lambda = await startLocalHttp(() => ({ status: 202 }))
  const environment = {
    SLACK_API_URL: `${slack.url}/api/`,
    SLACK_BOT_TOKEN: `ssm:${paths.token}`,
    SLACK_SIGNING_SECRET: `ssm:${paths.signing}`,
    SLACK_APP_ID: 'A0LOCAL',
    CLOSING_BELL_CONFIG: configFile(),
    RESPOND_FUNCTION: 'respond',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'a-secret-key',
    AWS_ENDPOINT_URL_SSM: store.url,
    AWS_ENDPOINT_URL_LAMBDA: lambda.url,
  }
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  const receiver = await createReceiver()
  const send = async (body: string, secret: string, headers: Record<string, string> = {}) => {
    const secondsOff = Math.round((Date.now() - now.getTime()) / 1000)
    return (await receiver.handle(signedEvent(body, { secret, secondsOff, headers }))).statusCode
  }
  const command = (secret: string) => send(commandBody('list'), secret)
  const logged = () => outputs.flatMap(({ mock }) => mock.calls.map(([text]) => String(text))).join('')
  return { stored, state, send, command, readings: () => store.seen, handedOn: () => lambda.seen.length, slack, logged }
}

const later = (ms: number) => vi.setSystemTime(Date.now() + ms)
const minute = 60_000

test('a signing secret is rotated: both count from the first request on, the old one for five minutes at most after it is dropped', async () => {
  const { stored, command, readings, handedOn } = await openFront()
  expect(await command('signed-by-the-first')).toBe(200)
  stored[paths.signing] = 'signed-by-the-first,signed-by-the-second'
  expect(await command('signed-by-the-first')).toBe(200)
  expect(await command('signed-by-the-second')).toBe(200)
  expect(await command('signed-by-the-first')).toBe(200)
  expect(readings()).toHaveLength(2)
  stored[paths.signing] = 'signed-by-the-second'
  later(5 * minute)
  expect(await command('signed-by-the-second')).toBe(200)
  expect(await command('signed-by-the-first')).toBe(401)
  expect(handedOn()).toBe(5)
  expect(readings()).toHaveLength(4)
})

test('a comma too many in the signing secret lets nobody in, and keeps nobody out', async () => {
  const { stored, command, logged } = await openFront()
  stored[paths.signing] = 'signed-by-the-second, '
  expect(await command('signed-by-the-second')).toBe(200)
  expect(await command('')).toBe(401)
  expect(logged()).not.toContain('signed-with-older-secret')
})

test('a signing secret that was replaced in one go loses no request', async () => {
  const { stored, command, handedOn } = await openFront()
  stored[paths.signing] = 'signed-by-the-second'
  const answers = await Promise.all(Array.from({ length: 5 }, () => command('signed-by-the-second')))
  expect(answers).toEqual([200, 200, 200, 200, 200])
  expect(handedOn()).toBe(5)
  expect(await command('signed-by-the-first')).toBe(401)
})

test('forged requests make it read once a minute, and keep no real one out', async () => {
  const { command, readings, handedOn } = await openFront()
  await Promise.all(Array.from({ length: 100 }, () => command('made-up')))
  later(minute - 1)
  expect(await command('made-up')).toBe(401)
  expect(readings()).toHaveLength(2)
  expect(await command('signed-by-the-first')).toBe(200)
  expect(handedOn()).toBe(1)
})

test('nothing of a forged request is written into the log, and how long Slack waits is not measured by it', async () => {
  const { send, logged } = await openFront()
  const words = 'words-of-an-attacker'
  expect(await send(commandBody(words), 'made-up', { 'x-slack-retry-num': words, 'content-type': words })).toBe(401)
  expect(logged()).toContain('slack-request-refused')
  expect(logged()).not.toContain(words)
  expect(logged()).not.toContain('AckTime')
})

test('a token that Slack revoked is read again while the modal waits, in one reading of all that it holds', async () => {
  const { stored, send, readings, slack } = await openFront()
  stored[paths.token] = 'xoxb-1-second'
  expect(await send(clickBody('reject', 'us#147#1'), 'signed-by-the-first')).toBe(200)
  expect(slack.seen.map(({ path, headers }) => [path, headers.authorization])).toEqual([
    ['/api/views.open', 'Bearer xoxb-1-first'],
    ['/api/views.open', 'Bearer xoxb-1-second'],
  ])
  expect(readings()).toHaveLength(2)
  expect(JSON.parse(readings()[1]?.body ?? '').Names).toEqual([paths.token, paths.signing])
})

test('where Parameter Store is away, requests are answered with what was read before', async () => {
  const { state, command, readings, handedOn } = await openFront()
  state.isAway = true
  later(5 * minute)
  expect(await command('signed-by-the-first')).toBe(200)
  const tried = readings().length
  later(minute - 1)
  expect(await command('signed-by-the-first')).toBe(200)
  expect(readings()).toHaveLength(tried)
  expect(handedOn()).toBe(2)
})

test('a first request costs one reading, and a second none', async () => {
  const { command, readings } = await openFront()
  expect(readings()).toHaveLength(1)
  await command('signed-by-the-first')
  await command('signed-by-the-first')
  expect(readings()).toHaveLength(1)
})
