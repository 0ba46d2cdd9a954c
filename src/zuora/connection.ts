import { type Dispatcher, interceptors, Pool } from 'undici'
import { type Answer, readAnswer } from './answer.ts'
import { ZuoraUnexpected } from './errors.ts'
import { type Headers, headerNumber } from './headers.ts'

/** One call to Zuora, for the log: no query, no body, no secret. */
export type ZuoraCall = {
  method: string
  path: string
  result: Outcome['kind']
  status: number | null
  code: string | null
  trackId: string | null
  zuoraRequestId: string | null
  processId: string | null
  ms: number
  rateLimitRemaining: number | null
  concurrencyRemaining: number | null
}

/** `reached`: whether Zuora may have seen the request; only `no` is certain. */
type NoAnswer = {
  kind: 'no-answer'
  reached: 'no' | 'perhaps'
  broken: boolean
  message: string
  cause: unknown
}

export type Outcome = Answer | NoAnswer

export type Call = {
  method: 'GET' | 'POST' | 'PUT'
  path: string
  query?: Record<string, string | readonly string[]>
  headers: Record<string, string>
  body?: string
  timeoutMs: number
  trackId?: string
  /** Cut from Zuora's words, before anyone reads them. */
  secrets: readonly string[]
}

export type Connection = { call(call: Call): Promise<Outcome>; close(): Promise<void> }

type ConnectionOptions = { baseUrl: string; now: () => Date; log?: ((event: ZuoraCall) => void) | undefined }

/** HTTP to one Zuora host. When a call returns, its answer has been read to the end: nothing is left pending. */
export function createConnection({ baseUrl, now, log }: ConnectionOptions): Connection {
  const { origin, pathname } = new URL(baseUrl)
  const basePath = pathname.replace(/\/+$/, '')
  const kept = new Pool(origin, { connections: 8, allowH2: false })
  // An idle connection may have died while a Lambda was frozen. A read is simply sent again; what has an effect, and
  // could then not be told from done, gets a connection of its own.
  const own = new Pool(origin, { connections: 8, allowH2: false, pipelining: 0 })
  const unzip = interceptors.decompress({ skipErrorResponses: false })
  const dispatchers = { kept: kept.compose(unzip), own: own.compose(unzip) }

  return {
    async call(call) {
      const startedAt = performance.now()
      const dispatcher = call.method === 'GET' ? dispatchers.kept : dispatchers.own
      const { outcome, headers } = await exchange(dispatcher, basePath, call, now)
      log?.({ ...factsOf(outcome, headers), ...placeOf(call), ms: Math.round(performance.now() - startedAt) })
      return outcome
    },
    async close() {
      await Promise.all([kept.close(), own.close()])
    },
  }
}

async function exchange(dispatcher: Dispatcher, basePath: string, call: Call, now: () => Date) {
  const received = await send(dispatcher, basePath, call)
  if ('kind' in received) return { outcome: received, headers: {} }
  return { outcome: withoutSecrets(readAnswer(received, now()), call.secrets), headers: received.headers }
}

async function send(dispatcher: Dispatcher, basePath: string, call: Call) {
  const signal = AbortSignal.timeout(call.timeoutMs)
  try {
    const { statusCode, headers, body } = await dispatcher.request({
      method: call.method,
      path: basePath + call.path,
      headers: call.headers,
      signal,
      headersTimeout: 0,
      bodyTimeout: 0,
      ...(call.query && { query: call.query }),
      ...(call.body !== undefined && { body: call.body }),
    })
    return { status: statusCode, headers, text: await body.text() }
  } catch (cause) {
    return noAnswer(cause, signal.aborted ? call.timeoutMs : null)
  }
}

/** Should Zuora's words repeat a credential, they do so to nobody. */
function withoutSecrets(answer: Answer, secrets: readonly string[]): Answer {
  if (answer.kind === 'ok') return answer
  const hidden = (words: string) =>
    secrets.reduce((seen, secret) => (secret === '' ? seen : seen.replaceAll(secret, '***')), words)
  return { ...answer, message: hidden(answer.message), code: hidden(answer.code) }
}

/** Nothing left this machine when the name is not known or nobody listens there. */
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])
const brokenConnection = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])
const misuse = new Set(['UND_ERR_INVALID_ARG', 'UND_ERR_CLOSED', 'UND_ERR_DESTROYED'])

function noAnswer(cause: unknown, timedOutMs: number | null): NoAnswer {
  const kind = 'no-answer'
  if (timedOutMs !== null) {
    return { kind, reached: 'perhaps', broken: false, message: `no answer within ${timedOutMs / 1000} s`, cause }
  }
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown fault'
  if (misuse.has(code)) throw new ZuoraUnexpected(`The request to Zuora could not be formed (${code})`, { cause })
  if (neverConnected.has(code)) {
    return { kind, reached: 'no', broken: false, message: `no connection (${code})`, cause }
  }
  return {
    kind,
    reached: 'perhaps',
    broken: brokenConnection.has(code),
    message: `the connection broke (${code})`,
    cause,
  }
}

function placeOf({ method, path, trackId }: Call) {
  return { method, path, trackId: trackId ?? null }
}

function factsOf(outcome: Outcome, headers: Headers) {
  const isAnswer = outcome.kind !== 'no-answer'
  return {
    result: outcome.kind,
    status: isAnswer ? outcome.status : null,
    code: 'code' in outcome ? outcome.code : null,
    zuoraRequestId: isAnswer ? outcome.requestId : null,
    processId: isAnswer ? outcome.processId : null,
    rateLimitRemaining: headerNumber(headers, 'ratelimit-remaining'),
    concurrencyRemaining: headerNumber(headers, 'concurrency-limit-remaining'),
  }
}
