import { subscribe } from 'node:diagnostics_channel'
import { setImmediate } from 'node:timers/promises'

export type LeftoverWork = {
  /** Call before an invocation: what is there already (a module's own timer) is not its doing. */
  begin(): void
  /** What the invocation began and has not finished, in words; undefined if nothing. */
  find(): Promise<string | undefined>
}

/**
 * Watches what an invocation leaves running when it returns. Lambda freezes the process at that moment: the rest would
 * be done at the next invocation, or never. An idle keep-alive connection is no work.
 */
export function watchLeftoverWork(): LeftoverWork {
  const requests = new Map<object, string>()
  const onRequest = (channel: string, act: (request: object) => void) =>
    subscribe(channel, (message) => {
      const request: unknown = Object(message).request
      if (typeof request === 'object' && request !== null) act(request)
    })
  // Node's own fetch and the undici package announce on the same channels.
  onRequest('undici:request:create', (request) => requests.set(request, describeUndici(request)))
  onRequest('undici:request:trailers', (request) => requests.delete(request))
  onRequest('undici:request:error', (request) => requests.delete(request))
  onRequest('http.client.request.start', (request) => requests.set(request, describeHttp(request)))
  onRequest('http.client.response.finish', (request) => requests.delete(request))
  onRequest('http.client.request.error', (request) => requests.delete(request))

  let timersBefore = 0
  return {
    begin() {
      requests.clear()
      timersBefore = countTimers()
    },
    async find() {
      // What ends together with the handler gets the turns of the event loop that it needs to say so.
      for (let turn = 0; turn < 3; turn++) await setImmediate()
      const [request] = requests.values()
      if (request !== undefined) return `${request} was still under way`
      return countTimers() > timersBefore ? 'a timer was still set' : undefined
    },
  }
}

function countTimers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
}

function describeUndici(request: { origin?: unknown; method?: unknown; path?: unknown }): string {
  return `${String(request.method)} ${String(request.origin)}${String(request.path).split('?')[0]}`
}

function describeHttp(request: { method?: unknown; host?: unknown; path?: unknown }): string {
  return `${String(request.method)} ${String(request.host)}${String(request.path).split('?')[0]}`
}
