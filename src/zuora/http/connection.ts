import { type Dispatcher, interceptors, Pool } from 'undici'
import { type Answer, readAnswer } from '../answers/answer.ts'
import { ZuoraUnavailable } from '../errors.ts'
import type { Call, NoAnswer, OpenedFile, Outcome } from './call.ts'
import { type Headers, header, headerNumber } from './headers.ts'
import { noAnswer } from './no-answer.ts'
import { compressedIfLarge } from './request-body.ts'
import { toTrackId } from './track-id.ts'
import { toZuoraCall, type ZuoraCall } from './zuora-call.ts'

export type Connection = {
  /** When it returns, the answer has been read to its end: nothing is left pending. */
  call(call: Call): Promise<Outcome>
  /** GET of a file: its content is left to be read. An error, or a page instead of a file, comes as from `call`. */
  open(call: Call): Promise<Outcome | OpenedFile>
  close(): Promise<void>
}

type ConnectionOptions = {
  baseUrl: string
  now: () => Date
  /** Of a call that has none of its own: the request that is being worked on. */
  trackId?: (() => string | null) | undefined
  log?: ((event: ZuoraCall) => void) | undefined
}
type Received = { response: Dispatcher.ResponseData; signal: AbortSignal }
type Exchanged<T> = { outcome: T; headers: Headers }

/** HTTP to one Zuora host. */
export function createConnection({ baseUrl, now, trackId = () => null, log }: ConnectionOptions): Connection {
  const { origin, pathname } = new URL(baseUrl)
  const basePath = pathname.replace(/\/+$/, '')
  const kept = new Pool(origin, { connections: 8, allowH2: false })
  // An idle connection may have died while a Lambda was frozen. A read is simply sent again; what has an effect, and
  // could then not be told from done, gets a connection of its own.
  const own = new Pool(origin, { connections: 8, allowH2: false, pipelining: 0 })
  const unzip = interceptors.decompress({ skipErrorResponses: false })
  const dispatchers = { kept: kept.compose(unzip), own: own.compose(unzip) }

  async function exchanged<T extends Outcome | OpenedFile>(
    given: Call,
    read: (received: Received) => Promise<T>,
  ): Promise<T | NoAnswer> {
    const call = withTrackId(given, trackId())
    const startedAt = performance.now()
    const dispatcher = call.method === 'GET' ? dispatchers.kept : dispatchers.own
    const done = await exchange(dispatcher, { ...call, path: basePath + call.path }, read)
    log?.(toZuoraCall(call, done, performance.now() - startedAt))
    return done.outcome
  }

  return {
    call: (call) => exchanged(call, ({ response }) => readWhole(response, call, now)),
    open: (call) =>
      exchanged<Outcome | OpenedFile>(call, async ({ response, signal }) =>
        isFile(response) ? openedFile(response, call, signal) : readWhole(response, call, now),
      ),
    async close() {
      await Promise.all([kept.close(), own.close()])
    },
  }
}

function withTrackId(call: Call, reference: string | null): Call {
  const trackId = call.trackId ?? toTrackId(reference ?? '')
  return trackId === '' ? call : { ...call, trackId, headers: { ...call.headers, 'zuora-track-id': trackId } }
}

async function exchange<T extends Outcome | OpenedFile>(
  dispatcher: Dispatcher,
  call: Call,
  read: (received: Received) => Promise<T>,
): Promise<Exchanged<T | NoAnswer>> {
  const signal = AbortSignal.timeout(call.timeoutMs)
  try {
    const { headers, body } = compressedIfLarge(call.headers, call.body)
    const response = await dispatcher.request({
      method: call.method,
      path: call.path,
      headers,
      signal,
      headersTimeout: 0,
      bodyTimeout: 0,
      ...(call.query && { query: call.query }),
      ...(body !== undefined && { body }),
    })
    return { outcome: await read({ response, signal }), headers: response.headers }
  } catch (cause) {
    return { outcome: noAnswer(cause, signal.aborted ? call.timeoutMs : null), headers: {} }
  }
}

async function readWhole(response: Dispatcher.ResponseData, call: Call, now: () => Date): Promise<Answer> {
  const { statusCode, headers, body } = response
  return withoutSecrets(readAnswer({ status: statusCode, headers, text: await body.text() }, now()), call.secrets)
}

/** Should Zuora's words repeat a credential, they do so to nobody. */
function withoutSecrets(answer: Answer, secrets: readonly string[]): Answer {
  if (answer.kind === 'ok') return answer
  const hidden = (words: string) =>
    secrets.reduce((seen, secret) => (secret === '' ? seen : seen.replaceAll(secret, '***')), words)
  return { ...answer, message: hidden(answer.message), code: hidden(answer.code) }
}

/** Zuora's reports are CSV or Excel. JSON is an error (HTTP 200 too), HTML a page of something before Zuora. */
function isFile({ statusCode, headers }: Dispatcher.ResponseData): boolean {
  return statusCode === 200 && !/\b(json|html)\b/i.test(header(headers, 'content-type') ?? '')
}

function openedFile(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  call: Call,
  signal: AbortSignal,
): OpenedFile {
  return {
    kind: 'file',
    status: statusCode,
    requestId: header(headers, 'zuora-request-id'),
    contentType: header(headers, 'content-type') ?? '',
    // Undici drops the length of what it decompresses.
    bytes: headerNumber(headers, 'content-length'),
    content: chunksOf(body, call, signal),
  }
}

/** Leaving the loop early ends the connection. */
async function* chunksOf(body: AsyncIterable<Uint8Array>, call: Call, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (cause) {
    const { message } = noAnswer(cause, signal.aborted ? call.timeoutMs : null)
    throw new ZuoraUnavailable(`Zuora, GET ${call.path}: ${message}`, { cause })
  }
}
