import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { build } from 'esbuild'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listenLocally } from '../../local/front/listen-locally.ts'
import type { LocalFunction } from '../../local/lambda/function-worker.ts'
import type { FunctionError } from '../../local/lambda/invocation.ts'
import { type LocalLambda, startLambda } from '../../local/lambda/server.ts'

let dir: string
let closing: (() => Promise<void>)[]

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'local-lambda-'))
  closing = []
})
afterEach(async () => {
  for (const close of closing.toReversed()) await close()
  rmSync(dir, { recursive: true })
})

function writeFunction(code: string, changes: Partial<LocalFunction> = {}): LocalFunction {
  const bundle = join(dir, 'function.cjs')
  writeFileSync(bundle, code)
  const limits = { timeoutSeconds: 20, memoryMb: 128, maximumRetryAttempts: 2 }
  return { name: 'greet', bundle, ...limits, environment: {}, ...changes }
}

async function start(
  definition: LocalFunction,
  onFailed: (error: FunctionError, givenUp: boolean) => void = () => {},
): Promise<LocalLambda> {
  const lambda = await startLambda({
    port: 0,
    functions: [definition],
    queueFile: join(dir, 'events.sqlite'),
    logFile: join(dir, 'functions.log'),
    busesFile: join(dir, 'event-bus.jsonl'),
    speed: 100_000,
    onFailed: (_functionName, error, givenUp) => onFailed(error, givenUp),
  })
  closing.push(lambda.close)
  lambda.deliverEvents()
  return lambda
}

function post(lambda: LocalLambda, event: object, headers: Record<string, string> = {}): Promise<Response> {
  const url = `${lambda.url}/2015-03-31/functions/greet/invocations`
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(event) })
}

/** A server that functions can call; it answers when told to. */
async function startServer(answer: (text: string, end: () => void) => void): Promise<string> {
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    answer(text, () => response.end('{}'))
  })
  const listening = await listenLocally(server, 0)
  closing.push(listening.close)
  return listening.url
}

test('a function answers, and sees its own part of the environment and nothing else', async () => {
  const code = 'exports.handler = async (event) => ({ hello: event.name, sees: Object.keys(process.env) })'
  const lambda = await start(writeFunction(code, { environment: { SLACK_API_URL: 'x' } }))
  const response = await post(lambda, { name: 'Alice' })
  expect(response.status).toBe(200)
  expect(response.headers.get('x-amz-function-error')).toBeNull()
  expect(await response.json()).toEqual({ hello: 'Alice', sees: ['SLACK_API_URL'] })
})

test('a function is invoked by its ARN too, and an unknown one is not found', async () => {
  const lambda = await start(writeFunction('exports.handler = async () => 1'))
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:greet'
  expect(await lambda.invoke(arn, '{}')).toEqual({ kind: 'answered', payload: '1' })
  const response = await fetch(`${lambda.url}/2015-03-31/functions/other/invocations`, { method: 'POST' })
  expect(response.status).toBe(404)
  expect(response.headers.get('x-amzn-errortype')).toBe('ResourceNotFoundException')
})

test('an error is answered as Lambda does, by its name', async () => {
  const code = `exports.handler = async () => { throw Object.assign(new Error('try later'), { name: 'ZuoraBusy' }) }`
  const response = await post(await start(writeFunction(code)), {})
  expect(response.status).toBe(200)
  expect(response.headers.get('x-amz-function-error')).toBe('Unhandled')
  expect(await response.json()).toMatchObject({ errorType: 'ZuoraBusy', errorMessage: 'try later' })
})

test('a function that cannot be loaded says why', async () => {
  const lambda = await start(writeFunction(`throw new Error('TABLE_NAME is not set')`))
  const wanted = { errorType: 'Error', errorMessage: 'TABLE_NAME is not set' }
  expect(await lambda.warm('greet')).toMatchObject(wanted)
  expect(await lambda.invoke('greet', '{}')).toMatchObject({ kind: 'failed', error: wanted })
})

test('a function is stopped at its timeout, and the next invocation finds a fresh one', async () => {
  const code = `let count = 0
    exports.handler = async (event) => event.hang ? new Promise(() => setInterval(() => {}, 1000)) : ++count`
  const lambda = await start(writeFunction(code, { timeoutSeconds: 0.2 }))
  const stopped = await lambda.invoke('greet', '{"hang":true}')
  expect(stopped).toMatchObject({ kind: 'failed', error: { errorType: 'Sandbox.Timedout' } })
  expect(await lambda.invoke('greet', '{}')).toEqual({ kind: 'answered', payload: '1' })
})

test('a function that ends its process fails, and the next invocation finds a fresh one', async () => {
  const code = 'exports.handler = async (event) => event.exit ? process.exit(3) : 1'
  const lambda = await start(writeFunction(code))
  const exited = await lambda.invoke('greet', '{"exit":true}')
  expect(exited).toMatchObject({ kind: 'failed', error: { errorType: 'Runtime.ExitError' } })
  expect(await lambda.invoke('greet', '{}')).toEqual({ kind: 'answered', payload: '1' })
})

test('a thread serves one invocation at a time, and there are at most four', async () => {
  const code = `let busy = 0; const id = Math.random()
    exports.handler = async () => {
      busy += 1
      await new Promise((resolve) => setTimeout(resolve, 5))
      busy -= 1
      return { busy, id }
    }`
  const lambda = await start(writeFunction(code))
  const results = await Promise.all(Array.from({ length: 20 }, () => lambda.invoke('greet', '{}')))
  const answers = results.map((it) => JSON.parse(it.kind === 'answered' ? it.payload : '{}'))
  expect(new Set(answers.map(({ busy }) => busy))).toEqual(new Set([0]))
  expect(new Set(answers.map(({ id }) => id)).size).toBeLessThanOrEqual(4)
})

test.each([
  ['fetch', `fetch(event.url, { method: 'POST' }).catch(() => {})`],
  ['node:http', `require('node:http').get(event.url).on('error', () => {})`],
  ['a timer', 'setTimeout(() => {}, 60_000)'],
])('a function that returns while %s is under way fails: on Lambda it would not run on', async (_what, work) => {
  const url = await startServer(() => {})
  const lambda = await start(writeFunction(`exports.handler = async (event) => { ${work}; return 'done' }`))
  const result = await lambda.invoke('greet', JSON.stringify({ url }))
  expect(result).toMatchObject({ kind: 'failed', error: { errorType: 'Local.LeftRunning' } })
})

test('an idle keep-alive connection is no work left running', async () => {
  const url = await startServer((_text, end) => end())
  const code = `const http = require('node:http')
    const agent = new http.Agent({ keepAlive: true })
    const get = (url) => new Promise((resolve, reject) => {
      http.get(url, { agent }, (response) => response.resume().on('end', resolve)).on('error', reject)
    })
    exports.handler = async (event) => {
      await get(event.url)
      return (await fetch(event.url)).json()
    }`
  const lambda = await start(writeFunction(code))
  for (let turn = 0; turn < 2; turn++) {
    expect(await lambda.invoke('greet', JSON.stringify({ url }))).toEqual({ kind: 'answered', payload: '{}' })
  }
})

const report = `exports.handler = async (event, context) => {
  await fetch(process.env.URL, { method: 'POST', body: JSON.stringify({ ...event, id: context.awsRequestId }) })
  if (event.fail) throw new Error('no')
}`

test('an asynchronous event is accepted at once and delivered', async () => {
  const delivered = Promise.withResolvers<unknown>()
  const url = await startServer((text, end) => {
    end()
    delivered.resolve(JSON.parse(text))
  })
  const lambda = await start(writeFunction(report, { environment: { URL: url } }))
  const response = await post(lambda, { click: 7 }, { 'X-Amz-Invocation-Type': 'Event' })
  expect(response.status).toBe(202)
  expect(await delivered.promise).toEqual({ click: 7, id: response.headers.get('x-amzn-requestid') })
})

test('an asynchronous event that fails is tried twice more, then kept as a dead letter', async () => {
  const ids: unknown[] = []
  const url = await startServer((text, end) => {
    ids.push(JSON.parse(text).id)
    end()
  })
  const givenUp = Promise.withResolvers<FunctionError>()
  const lambda = await start(writeFunction(report, { environment: { URL: url } }), (error, isGivenUp) => {
    if (isGivenUp) givenUp.resolve(error)
  })
  await post(lambda, { fail: true }, { 'X-Amz-Invocation-Type': 'Event' })
  expect(await givenUp.promise).toMatchObject({ errorMessage: 'no' })
  expect(ids).toEqual([ids[0], ids[0], ids[0]])
  const database = new DatabaseSync(join(dir, 'events.sqlite'))
  expect(database.prepare('SELECT functionName, payload FROM dead_letters').all()).toEqual([
    { functionName: 'greet', payload: '{"fail":true}' },
  ])
  expect(database.prepare('SELECT * FROM events').all()).toEqual([])
  database.close()
})

test('an event whose delivery was cut off is delivered again after the next start', async () => {
  const calls: unknown[] = []
  let arrived = Promise.withResolvers<void>()
  const url = await startServer((text, end) => {
    calls.push(JSON.parse(text).click)
    if (calls.length > 1) end()
    arrived.resolve()
  })
  const definition = writeFunction(report, { environment: { URL: url } })
  const first = await start(definition)
  await post(first, { click: 7 }, { 'X-Amz-Invocation-Type': 'Event' })
  await arrived.promise
  await first.close()
  closing.pop()
  arrived = Promise.withResolvers<void>()
  await start(definition)
  await arrived.promise
  expect(calls).toEqual([7, 7])
})

test('an error is logged with the place in the source that it comes from, not in the bundle', async () => {
  const definition = writeFunction('')
  const source = join(dir, 'greet.ts')
  writeFileSync(
    source,
    `const greeting: string = 'hello'\nexport const handler = async () => {\n  throw new Error(greeting)\n}`,
  )
  await build({ entryPoints: [source], outfile: definition.bundle, format: 'cjs', minify: true, sourcemap: 'linked' })
  const lambda = await start(definition)
  await lambda.invoke('greet', '{}')
  const logged = () => readFileSync(join(dir, 'functions.log'), 'utf8')
  await vi.waitUntil(() => logged().includes('at '), { timeout: 20_000 })
  expect(logged()).toContain(`${source}:3:9`)
  expect(logged()).not.toContain(definition.bundle)
})
