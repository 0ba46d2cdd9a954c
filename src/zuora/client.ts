import { setTimeout as wait } from 'node:timers/promises'
import type { ZuoraAnswer } from '../usecases/ports.ts'
import { type Call, createConnection, type Outcome, type ZuoraCall } from './connection.ts'

import { bodyOf, toZuoraAnswer } from './outcome.ts'
import { createToken } from './token.ts'
import { toTrackId } from './track-id.ts'

export type ZuoraClientOptions = {
  /** As `https://rest.zuora.com`. */
  baseUrl: string
  clientId: string
  clientSecret: string
  entityId?: string | null
  orgIds?: readonly string[]
  now: () => Date
  readTimeoutMs?: number
  askTimeoutMs?: number
  log?: (event: ZuoraCall) => void
}

/** One Zuora tenant, entity or set of organisations. It knows how to talk, not about what. */
export type ZuoraClient = {
  /** GET. Throws `ZuoraBusy`, `ZuoraUnavailable`, `ZuoraRefused`, `ZuoraSignInRefused`. */
  read(path: string, query?: Call['query']): Promise<unknown>
  /** PUT without content. Throws only when nothing was done: `ZuoraSignInRefused`, or signing in was not possible. */
  ask(path: string, trackId: string): Promise<ZuoraAnswer>
  close(): Promise<void>
}

/** Sent at most once more, and only where Zuora says that it takes no longer than this. */
const longestRetrySeconds = 2

type WithoutSecrets = Omit<Call, 'secrets'>

export function createZuoraClient(options: ZuoraClientOptions): ZuoraClient {
  // Zuora gives up after 120 s. A client that gives up earlier knows nothing about the outcome.
  const { now, readTimeoutMs = 60_000, askTimeoutMs = 130_000 } = options
  const connection = createConnection({ baseUrl: options.baseUrl, now, log: options.log })
  const tokens = createToken({ ...options, connection, timeoutMs: readTimeoutMs })
  const sameForAll = headersOf(options)

  async function withToken(call: WithoutSecrets, token: string): Promise<Outcome> {
    const headers = { ...sameForAll, ...call.headers, authorization: `Bearer ${token}` }
    return connection.call({ ...call, headers, secrets: [token, options.clientSecret] })
  }

  /** Zuora documents that a token may end early: a 401 is tried once more with a fresh one, nothing having been done. */
  async function signedIn(call: WithoutSecrets): Promise<Outcome> {
    const token = await tokens.current()
    const outcome = await withToken(call, token)
    return outcome.kind === 'sign-in-refused' ? withToken(call, await tokens.instead(token)) : outcome
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
      const first = await signedIn(call)
      const again = retryAfter(first)
      if (again === null) return bodyOf(first, path)
      await wait(again * 1000)
      return bodyOf(await signedIn(call), path)
    },
    async ask(path, trackId) {
      const id = toTrackId(trackId)
      // Zuora documents no body, yet was seen to answer 415 to a PUT without one. It refuses an Idempotency-Key here.
      const headers = { 'content-type': 'application/json', ...(id && { 'zuora-track-id': id }) }
      return toZuoraAnswer(
        await signedIn({ method: 'PUT', path, headers, body: '{}', timeoutMs: askTimeoutMs, trackId: id }),
      )
    },
    close: connection.close,
  }
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

/** Seconds until a read is sent again; null if it is not. */
function retryAfter(outcome: Outcome): number | null {
  if (outcome.kind === 'no-answer') return outcome.broken ? 0 : null
  if (outcome.kind !== 'busy' && outcome.kind !== 'unavailable') return null
  const seconds = outcome.retryAfterSeconds
  return seconds !== null && seconds <= longestRetrySeconds ? seconds : null
}
