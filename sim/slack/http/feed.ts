import type { ServerResponse } from 'node:http'

/** Server-sent events: tells every open page that something changed; the page then reads its screen again. */
export type Feed = {
  join(response: ServerResponse): void
  changed(): void
  /** Something happened behind the page: told at most so often that whoever looks can follow. */
  happened(): void
  close(): void
}

const betweenHappeningsMs = 150

export const openFeed = (): Feed => {
  const listeners = new Set<ServerResponse>()
  let pending: NodeJS.Immediate | undefined
  let waiting: NodeJS.Timeout | undefined
  const tell = () => {
    pending = undefined
    for (const each of listeners) each.write('event: changed\ndata: {}\n\n')
  }
  const tellHappened = () => {
    waiting = undefined
    for (const each of listeners) each.write('event: behind\ndata: {}\n\n')
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
    happened: () => {
      waiting ??= setTimeout(tellHappened, betweenHappeningsMs).unref()
    },
    close: () => {
      clearTimeout(waiting)
      if (pending) clearImmediate(pending)
      for (const each of listeners) each.end()
      listeners.clear()
    },
  }
}
