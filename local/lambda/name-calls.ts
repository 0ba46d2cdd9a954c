import { subscribe } from 'node:diagnostics_channel'
import { INVOCATION_HEADER } from '../behind/invocation-header.ts'

type Undici = { origin?: unknown; addHeader(name: string, value: string): void }
type Http = { host?: unknown; setHeader(name: string, value: string): void }

/**
 * Every call of this thread to a server on this machine says which invocation makes it, as tracing does on AWS; calls to
 * anywhere else go out as the function made them.
 */
export function nameCalls(): { begin(requestId: string): void } {
  let current: string | undefined
  // Node's own fetch and the undici package announce on the same channel.
  subscribe('undici:request:create', (message) => {
    const { request }: { request?: Undici } = Object(message)
    if (current !== undefined && isHere(hostOf(request?.origin))) request?.addHeader(INVOCATION_HEADER, current)
  })
  subscribe('http.client.request.created', (message) => {
    const { request }: { request?: Http } = Object(message)
    if (current !== undefined && isHere(request?.host)) request?.setHeader(INVOCATION_HEADER, current)
  })
  return {
    begin: (requestId) => {
      current = requestId
    },
  }
}

function hostOf(origin: unknown): string | undefined {
  return URL.parse(String(origin))?.hostname
}

const isHere = (host: unknown): boolean => host === '127.0.0.1' || host === 'localhost'
