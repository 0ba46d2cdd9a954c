import { setTimeout as sleep } from 'node:timers/promises'
import type { HeldSecret } from '../usecases/ports/held-secret.ts'
import type { ZuoraAnswer } from '../usecases/ports/zuora/zuora-answer.ts'
import { bodyOf, toZuoraAnswer } from './answers/outcome.ts'
import { ZuoraUnexpected } from './errors.ts'
import type { Call, OpenedFile, Outcome } from './http/call.ts'
import { createConnection } from './http/connection.ts'
import { createToken, type Token, type ZuoraCredentials } from './http/token.ts'
import { toTrackId } from './http/track-id.ts'
import { secondsUntilSentAgain } from './http/try-again.ts'
import type { ZuoraCall } from './http/zuora-call.ts'

export type ZuoraClientOptions = {
  /** As `https://rest.zuora.com`. */
  baseUrl: string
  credentials: HeldSecret<ZuoraCredentials>
  entityId?: string | null
  orgIds?: readonly string[]
  now: () => Date
  readTimeoutMs?: number
  askTimeoutMs?: number
  /** Zuora's own logs name it with each call: the request that is being worked on. */
  trackId?: () => string | null
  log?: (event: ZuoraCall) => void
  /** How a read waits before it is sent once more, and by which dice (0 to 1). */
  wait?: (ms: number) => Promise<unknown>
  random?: () => number
}

/** Something that changes Zuora. `content` is sent as JSON. */
export type ZuoraRequest =
  | { method: 'POST'; path: string; content: object; idempotencyKey: string | null }
  | { method: 'PUT' | 'DELETE'; path: string; content: object }

export type ZuoraFile = Pick<OpenedFile, 'bytes' | 'contentType' | 'content'>

/** `compressed`: less on the wire, but Zuora does not say how long the file is. `timeoutMs` is for all of it. */
export type OpenOptions = { timeoutMs: number; compressed: boolean }

/** One Zuora tenant, entity or set of organisations. It knows how to talk, not about what. */
export type ZuoraClient = {
  /** GET. Throws `ZuoraBusy`, `ZuoraUnavailable`, `ZuoraRefused`, `ZuoraSignInRefused`. */
  read(path: string, query?: Call['query']): Promise<unknown>
  /** Throws only when nothing was done: `ZuoraSignInRefused`, or signing in was not possible. */
  ask(request: ZuoraRequest, trackId: string): Promise<ZuoraAnswer>
  /** GET of a file. Throws as `read` does; its content throws `ZuoraUnavailable` where it breaks off. */
  open(path: string, options: OpenOptions): Promise<ZuoraFile>
  close(): Promise<void>
}

type WithoutSecrets = Omit<Call, 'secrets'>
type Send<T> = (call: Call) => Promise<Outcome | T>

export function createZuoraClient(options: ZuoraClientOptions): ZuoraClient {
  // Zuora gives up after 120 s. A client that gives up earlier knows nothing about the outcome.
  const { now, readTimeoutMs = 60_000, askTimeoutMs = 130_000, wait = sleep, random = Math.random } = options
  const connection = createConnection({ baseUrl: options.baseUrl, now, trackId: options.trackId, log: options.log })
  const tokens = createToken({ ...options, connection, timeoutMs: readTimeoutMs })
  const sameForAll = headersOf(options)

  /** Zuora documents that a token may end early: a 401 is tried once more with a fresh one, nothing having been done. */
  async function signedIn<T extends { kind: string }>(call: WithoutSecrets, send: Send<T>): Promise<Outcome | T> {
    const withToken = ({ text, clientSecret }: Token) => {
      const headers = { ...sameForAll, ...call.headers, authorization: `Bearer ${text}` }
      return send({ ...call, headers, secrets: [text, clientSecret] })
    }
    const token = await tokens.current()
    const outcome = await withToken(token)
    return outcome.kind === 'sign-in-refused' ? withToken(await tokens.instead(token)) : outcome
  }

  /** What changes nothing is sent once more where that may help. */
  async function reading<T extends OpenedFile>(call: WithoutSecrets, send: Send<T>): Promise<Outcome | T> {
    const first = await signedIn(call, send)
    const seconds = secondsUntilSentAgain(first, random)
    if (seconds === null) return first
    await wait(Math.round(seconds * 1000))
    return signedIn(call, send)
  }

  return {
    async read(path, query) {
      const call: WithoutSecrets = {
        method: 'GET',
        path,
        headers: {},
        timeoutMs: readTimeoutMs,
        ...(query && { query }),
      }
      return bodyOf(await reading<never>(call, connection.call), path)
    },
    async ask({ content, ...request }, trackId) {
      const id = toTrackId(trackId)
      const call: WithoutSecrets = {
        method: request.method,
        path: request.path,
        headers: headersOfAsk(request),
        body: JSON.stringify(content),
        timeoutMs: askTimeoutMs,
        trackId: id,
      }
      const calledAt = now().getTime()
      const send: Send<never> = async (signed) =>
        now().getTime() - calledAt > longestBeforeSendingMs ? notSent : connection.call(signed)
      return toZuoraAnswer(await signedIn<never>(call, send))
    },
    async open(path, { timeoutMs, compressed }) {
      const headers = { accept: '*/*', ...(!compressed && { 'accept-encoding': 'identity' }) }
      const outcome = await reading<OpenedFile>({ method: 'GET', path, headers, timeoutMs }, connection.open)
      if (outcome.kind === 'file') return outcome
      bodyOf(outcome, path)
      throw new ZuoraUnexpected(`Zuora answered GET ${path} with JSON instead of a file`, {})
    },
    close: connection.close,
  }
}

/**
 * What has an effect is not sent when signing in took longer than this: who asked takes it for settled 150 s after it was
 * stored, and Zuora itself may work on it for 120 s.
 */
const longestBeforeSendingMs = 15_000

const notSent: Outcome = {
  kind: 'no-answer',
  reached: 'no',
  broken: false,
  message: 'not sent: signing in took too long',
  cause: undefined,
}

/** Zuora documents that `Zuora-Entity-Ids` and `Zuora-Org-Ids` are not to be set by those who have one of each. */
function headersOf({ entityId, orgIds = [] }: ZuoraClientOptions): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-encoding': 'gzip',
    'zuora-version': '2025-08-12',
    ...(entityId && { 'zuora-entity-ids': entityId }),
    ...(orgIds.length > 0 && { 'zuora-org-ids': orgIds.join(',') }),
  }
}

/**
 * Zuora documents no body for its action PUTs and DELETE, yet was seen to answer 415 to a PUT without one. "Because PUT and
 * DELETE requests are intrinsically idempotent, you should not specify the idempotency-key header in these requests":
 * https://developer.zuora.com/docs/guides/idempotent-requests. It refuses a PUT with one.
 */
function headersOfAsk(request: { method: string; idempotencyKey?: string | null }): Record<string, string> {
  return {
    'content-type': 'application/json',
    ...(request.idempotencyKey && { 'idempotency-key': request.idempotencyKey }),
  }
}
