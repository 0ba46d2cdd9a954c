import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openRecorder } from '../../local/behind/recorder.ts'
import { referencesOf } from '../../local/behind/references.ts'
import { watchInto } from '../../local/behind/watch.ts'
import { startBot } from '../../local/front/bot.ts'
import type { LocalFunction } from '../../local/lambda/function-worker.ts'
import { startLambda } from '../../local/lambda/server.ts'
import { readServerlessFile } from '../../local/serverless/serverless-file.ts'
import { startDynamoDb } from '../../local/table/dynamodb.ts'
import type { BehindEntry } from '../../sim/slack/behind/behind-source.ts'
import { groupEntries } from '../../sim/slack/page/behind/group-entries.ts'
import { startZuora } from '../../sim/zuora/server.ts'
import { botToken, openWorkplace } from './sim-slack-workplace.ts'

// Whole functions are started, each in a thread of its own.
vi.setConfig({ testTimeout: 60_000 })

/** Functions that call as the bot's do: Node's fetch, and node:http as the SDK of AWS does. */
const slackFunction = `exports.handler = async (event) => {
  const { headers } = await fetch(process.env.LAMBDA + '/2015-03-31/functions/respond/invocations', {
    method: 'POST', headers: { 'x-amz-invocation-type': 'Event' },
    body: JSON.stringify({ kind: 'command', text: 'close next' }),
  })
  return { statusCode: 200, body: '' }
}`
const respondFunction = `const { request } = require('node:http')
const put = (body) => new Promise((resolve, reject) => {
  const headers = {
    'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.PutItem', 'x-amz-date': '20260101T000000Z',
    authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=none',
  }
  request(process.env.TABLE, { method: 'POST', headers }, (answer) => answer.resume().on('end', resolve))
    .on('error', reject).end(JSON.stringify(body))
})
exports.handler = async () => {
  const Item = {
    pk: { S: 'ENTITY#us' }, sk: { S: 'REQUEST#000147' }, action: { S: 'close' }, period: { M: { name: { S: 'Oct 2026' } } },
  }
  await put({ TableName: 'closing-bell', Item, ConditionExpression: 'attribute_not_exists(pk)' })
  await (await fetch(process.env.ZUORA + '/v1/accounting-periods')).text()
  await (await fetch(process.env.SLACK + '/api/chat.postMessage', {
    method: 'POST', body: new URLSearchParams({ channel: 'C0CLOSE', text: 'US-0147: under way' }),
    headers: { authorization: 'Bearer ${botToken}' },
  })).text()
}`

test('one command is one timeline: asked, acked, handed on, written, asked of Zuora, told; with no secret in it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'behind-command-'))
  const recorder = openRecorder({ file: join(dir, 'behind.sqlite'), secrets: [], msAhead: () => 0 })
  const watch = watchInto(recorder, referencesOf([{ key: 'us' }]))
  const keep = async <T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const it = await starting
    onTestFinished(() => it.close())
    return it
  }
  onTestFinished(() => {
    recorder.close()
    rmSync(dir, { recursive: true })
  })
  const { table } = readServerlessFile('serverless.yml')
  const dynamodb = await keep(startDynamoDb({ port: 0, dir: join(dir, 'db'), tableName: 'closing-bell', table, watch }))
  const zuora = await keep(
    startZuora({
      port: 0,
      file: ':memory:',
      clientId: 'client',
      clientSecret: 'secret',
      speed: 1,
      onCall: watch.zuoraCall,
    }),
  )
  const { slack, options, post, get } = await openWorkplace({ behind: recorder.source, onCall: watch.slackCall })
  const environment = { LAMBDA: '', TABLE: dynamodb.url, ZUORA: zuora.url, SLACK: slack.url }
  const functionOf = (name: string, code: string): LocalFunction => {
    const bundle = join(dir, `${name}.cjs`)
    writeFileSync(bundle, code)
    return { name, bundle, timeoutSeconds: 20, memoryMb: 128, maximumRetryAttempts: 0, environment }
  }
  const functions = [functionOf('slack', slackFunction), functionOf('respond', respondFunction)]
  const files = { queueFile: join(dir, 'q.sqlite'), logFile: join(dir, 'log'), busesFile: join(dir, 'buses') }
  const lambda = await keep(startLambda({ port: 0, functions, ...files, speed: 1, onFailed: () => {}, watch }))
  environment.LAMBDA = lambda.url
  lambda.deliverEvents()
  const routes = [{ method: 'POST', path: '/slack/events', functionName: 'slack' }]
  const bot = await keep(startBot({ port: 0, routes, lambda, watch }))
  options.botUrl = `${bot.url}/slack/events`

  await post('command', { user: 'U0ALICE', channel: 'C0CLOSE', text: '/period close next' })
  const read = async (): Promise<BehindEntry[]> => (await get('behind?since=0')).entries
  await expect.poll(async () => (await read()).some(({ title }) => title === 'respond'), { timeout: 10_000 }).toBe(true)
  const entries = await read()
  const groups = groupEntries(entries)
  expect(groups).toMatchObject([{ title: 'US-0147', about: 'close Oct 2026', person: 'U0ALICE' }])
  expect(groups[0]?.entries.map(({ lane, title, result }) => [lane, title, result])).toEqual([
    ['slack-request', '/period close next', 'acked'],
    ['function', 'slack', '200'],
    ['function', 'hands on to respond', 'accepted'],
    ['function', 'respond', 'done'],
    ['table', 'PutItem REQUEST#000147', 'condition met'],
    ['zuora', 'GET /v1/accounting-periods', '401'],
    ['slack-call', 'chat.postMessage', 'ok'],
  ])
  const exchanges = await Promise.all(entries.map(({ id }) => get(`behind/exchange?id=${id}`)))
  const shown = JSON.stringify(exchanges)
  expect(shown).toContain('"authorization":"Bearer •••"')
  expect(shown).not.toContain(botToken)
  expect(shown).not.toContain('x-local-invocation')
})

test('a stand-in that was given nothing of a machinery says so', async () => {
  const { slack } = await openWorkplace()
  const statuses = ['behind?since=0', 'behind/exchange?id=1'].map(
    async (path) => (await fetch(`${slack.url}/sim/${path}`)).status,
  )
  expect(await Promise.all(statuses)).toEqual([404, 404])
})
