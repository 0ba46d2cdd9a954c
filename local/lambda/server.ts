import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Watch } from '../behind/watch.ts'
import { type Answer, openEventBuses, putEventsTarget } from '../events/event-buses.ts'
import { listenLocally } from '../front/listen-locally.ts'
import { BodyTooLarge, readBody } from '../front/read-body.ts'
import { openEventQueue } from './event-queue.ts'
import { openFunctionLog } from './function-log.ts'
import { type FunctionPool, functionPool } from './function-pool.ts'
import type { LocalFunction } from './function-worker.ts'
import { type Gate, openGate } from './gate.ts'
import type { FunctionError, Invocation, InvocationResult } from './invocation.ts'

/** Lambda's own limits for a payload. */
const SYNCHRONOUS_LIMIT_BYTES = 6 * 1024 * 1024
const INVOCATIONS = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/

export type LocalLambda = {
  url: string
  port: number
  /** `functionName` may be the name or an ARN. The payloads are JSON text. */
  invoke(functionName: string, payload: string): Promise<InvocationResult>
  /** Loads the function; the error if it cannot be loaded. */
  warm(functionName: string): Promise<FunctionError | undefined>
  /** Begins with the asynchronous events; until then they are only kept, because what the functions need may not be up. */
  deliverEvents(): void
  close(): Promise<void>
} & Omit<Gate, 'pass'>

export type LocalLambdaOptions = {
  port: number
  functions: readonly LocalFunction[]
  /** Asynchronous events are kept here until they are dealt with. */
  queueFile: string
  logFile: string
  /** Events put on buses of EventBridge, which is answered for here as well: one port fewer. */
  busesFile: string
  /** Functions that are not held back while the clock is moved. */
  neverHeld?: readonly string[]
  speed: number
  /** Answers at this path, which is none of Lambda's. */
  besides?: { path: string; answer(request: IncomingMessage, response: ServerResponse): Promise<void> } | undefined
  /** Told of every invocation that failed, and of events that are given up. */
  onFailed: (functionName: string, error: FunctionError, givenUp: boolean) => void
  watch?: Pick<Watch, 'invocation' | 'handOn' | 'eventsPut'> | undefined
}

/** Lambda's Invoke API over the bundled functions. */
export async function startLambda(options: LocalLambdaOptions): Promise<LocalLambda> {
  const log = openFunctionLog(options.logFile)
  const buses = openEventBuses(options.busesFile)
  const gate = openGate(options.neverHeld)
  const pools = new Map(options.functions.map((it) => [it.name, functionPool(it, log.follow)] as const))

  async function run(name: string, invocation: Invocation): Promise<InvocationResult> {
    const pool = pools.get(name)
    if (pool === undefined) return { kind: 'failed', error: notFound(name) }
    const startedAt = Date.now()
    const result = await gate.pass(name, () => pool.invoke(invocation))
    options.watch?.invocation({ ...invocation, functionName: name, startedAt, tookMs: Date.now() - startedAt, result })
    if (result.kind === 'failed') options.onFailed(name, result.error, false)
    return result
  }

  const queue = openEventQueue({
    file: options.queueFile,
    speed: options.speed,
    deliver: run,
    maximumRetryAttempts: (name) => options.functions.find((it) => it.name === name)?.maximumRetryAttempts ?? 0,
    onGivenUp: (name, error) => options.onFailed(name, error, true),
  })
  const invoke = (functionName: string, payload: string) =>
    run(nameOf(functionName), { requestId: randomUUID(), payload })

  const { besides, watch } = options
  const lambda = { pools, invoke, add: queue.add, putEvents: buses.put, watch }
  const server = createServer((request, response) => {
    const answered =
      request.url === besides?.path ? besides?.answer(request, response) : answer(request, response, lambda)
    answered?.catch((error: unknown) => {
      const [status, type] =
        error instanceof BodyTooLarge ? [413, 'RequestTooLargeException'] : [500, 'ServiceException']
      refuse(response, status, { errorType: type, errorMessage: String(error) })
    })
  })
  const { port, url, close } = await listenLocally(server, options.port)
  return {
    url,
    port,
    invoke,
    deliverEvents: queue.start,
    whileStill: gate.whileStill,
    still: gate.still,
    warm: async (functionName) => pools.get(functionName)?.warm(),
    async close() {
      queue.close()
      await Promise.all([close(), ...[...pools.values()].map((pool) => pool.close())])
      await log.close()
    },
  }
}

type Lambda = {
  pools: ReadonlyMap<string, FunctionPool>
  invoke: LocalLambda['invoke']
  add: (functionName: string, payload: string) => string
  putEvents: (body: string) => Answer
  watch: LocalLambdaOptions['watch']
}

async function answer(request: IncomingMessage, response: ServerResponse, lambda: Lambda): Promise<void> {
  if (request.headers['x-amz-target'] === putEventsTarget) return answerPutEvents(request, response, lambda)
  const path = decodeURIComponent(request.url?.split('?')[0] ?? '')
  const name = nameOf(INVOCATIONS.exec(path)?.[1] ?? '')
  if (request.method !== 'POST' || !lambda.pools.has(name)) return refuse(response, 404, notFound(name))
  const payload = (await readBody(request, SYNCHRONOUS_LIMIT_BYTES)).toString() || '{}'
  if (!isJson(payload)) {
    const errorMessage = 'Could not parse request body into json'
    return refuse(response, 400, { errorType: 'InvalidRequestContentException', errorMessage })
  }
  if (request.headers['x-amz-invocation-type'] === 'Event') {
    const requestId = lambda.add(name, payload)
    response.writeHead(202, { 'x-amzn-RequestId': requestId }).end()
    lambda.watch?.handOn({ at: Date.now(), functionName: name, requestId, payload, headers: request.headers })
    return
  }
  const result = await lambda.invoke(name, payload)
  const headers = { 'content-type': 'application/json', 'X-Amz-Executed-Version': '$LATEST' }
  if (result.kind === 'answered') response.writeHead(200, headers).end(result.payload)
  else response.writeHead(200, { ...headers, 'X-Amz-Function-Error': 'Unhandled' }).end(JSON.stringify(result.error))
}

async function answerPutEvents(request: IncomingMessage, response: ServerResponse, { putEvents, watch }: Lambda) {
  const startedAt = Date.now()
  const asked = (await readBody(request, SYNCHRONOUS_LIMIT_BYTES)).toString()
  const { status, body } = putEvents(asked)
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
  const { headers } = request
  watch?.eventsPut({ startedAt, tookMs: Date.now() - startedAt, headers, body: asked, status, answer: body })
}

/** The function's name, given a name or an ARN (`arn:aws:lambda:us-east-1:000000000000:function:advance`). */
function nameOf(functionName: string): string {
  const parts = functionName.split(':')
  return parts[0] === 'arn' ? (parts[6] ?? '') : functionName
}

function notFound(name: string): FunctionError {
  return { errorType: 'ResourceNotFoundException', errorMessage: `Function not found: ${name}` }
}

function refuse(response: ServerResponse, status: number, { errorType, errorMessage }: FunctionError): void {
  if (response.headersSent) return
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': errorType }
  response.writeHead(status, headers).end(JSON.stringify({ Type: 'User', Message: errorMessage }))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
