import type { ServerResponse } from 'node:http'

/** Server-sent events: tells every open page that something changed; the page then reads its screen again. */
export type Feed = { join(response: ServerResponse): void; changed(): void; close(): void }

export const openFeed = (): Feed => {
  const listeners = new Set<ServerResponse>()
  let pending: NodeJS.Immediate | undefined
  const tell = () => {
    pending = undefined
    for (const each of listeners) each.write('event: changed\ndata: {}\n\n')
  }
  return {
    join: (response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
      response.write('retry: 500\nevent: changed\ndata: {}\n\n')
      listeners.add(response)
      response.on('close', () => listeners.delete(response))
    },
    changed: () => {
      pending ??= setImmediate(tell)
    },
    close: () => {
      if (pending) clearImmediate(pending)
      for (const each of listeners) each.end()
      listeners.clear()
    },
  }
}
