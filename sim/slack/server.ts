import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerControl } from './control/control.ts'
import { openFaults } from './control/faults.ts'
import { answerResponseUrl } from './delivery/response-url.ts'
import { openTriggers } from './delivery/triggers.ts'
import { answerDownload } from './files/download.ts'
import { answerUpload } from './files/upload.ts'
import { openFeed } from './http/feed.ts'
import { BodyTooLarge } from './http/http-body.ts'
import { readPageFile } from './http/page-files.ts'
import { sendJson } from './http/send-json.ts'
import { answerZuora } from './http/zuora-control.ts'
import { openMessageTs } from './ids/message-ts.ts'
import type { SlackOptions, StandIn } from './stand-in.ts'
import { openStore } from './store/open-store.ts'
import { answerCall } from './web-api/answer-call.ts'
import { openRateLimits } from './web-api/rate-limits.ts'
import { readManifest } from './workspace/manifest.ts'

export type { Clock, Jumped, SlackOptions } from './stand-in.ts'

/** Starts the stand-in on 127.0.0.1. Port 0 takes a free one. */
export async function startSlack(
  options: SlackOptions,
): Promise<{ url: string; port: number; close(): Promise<void> }> {
  const store = openStore(options.file)
  const realNow = options.now ?? (() => new Date())
  const now = () => new Date(realNow().getTime() + (options.clock?.msAhead() ?? 0))
  const feed = openFeed()
  const newest = [store.messages.newestTs(), store.ephemerals.newestTs()].sort().at(-1) ?? ''
  const server = createServer((incoming, response) => {
    answer(standIn, incoming, response).catch((error: unknown) => fail(response, error))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const port = portOf(server.address())
  const waiting = new Set<NodeJS.Timeout>()
  const standIn: StandIn = {
    options,
    url: `http://127.0.0.1:${port}`,
    now,
    realNow,
    nextTs: openMessageTs(now, newest),
    store,
    feed,
    triggers: openTriggers(realNow),
    rateLimits: openRateLimits(realNow, { startsOn: options.rateLimits ?? true, speed: options.speed ?? 1 }),
    faults: openFaults(feed.changed),
    manifest: readManifest(options),
    deliveries: [],
    later: (delayMs, act) => {
      const timer = setTimeout(() => {
        waiting.delete(timer)
        act()
      }, delayMs).unref()
      waiting.add(timer)
    },
  }
  options.behind?.subscribe(feed.happened)
  const close = async () => {
    for (const timer of waiting) clearTimeout(timer)
    feed.close()
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
    store.close()
  }
  return { url: standIn.url, port, close }
}

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string') throw new Error('the stand-in for Slack has no port')
  return address.port
}

const localNames = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** A name that merely resolves to this machine is refused, so that no foreign page can press buttons here. */
const isLocal = (incoming: IncomingMessage): boolean => {
  const { host = '', origin } = incoming.headers
  if (!URL.canParse(`http://${host}`)) return false
  return localNames.has(new URL(`http://${host}`).hostname) && (origin === undefined || origin === `http://${host}`)
}

const answer = async (standIn: StandIn, incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = new URL(incoming.url ?? '/', standIn.url)
  const [, first = '', second = '', third = ''] = url.pathname.split('/')
  if (!isLocal(incoming)) sendJson(response, 403, { error: 'not_local' })
  else if (first === 'api') await answerCall(standIn, { incoming, response, url, method: second })
  else if (first === 'response') await answerResponseUrl(standIn, { incoming, response, id: second })
  else if (first === 'upload') await answerUpload(standIn, { incoming, response, ticket: third })
  else if (first === 'files-pri') answerDownload(standIn, { incoming, response, id: second.split('-')[1] ?? '' })
  else if (first === 'files') answerDownload(standIn, { incoming, response, id: third })
  else if (first === 'sim') await answerControl(standIn, { incoming, response, url })
  else if (first === 'zuora') await answerZuora(standIn, { incoming, response, url })
  else await answerPage(url.pathname, response)
}

const answerPage = async (path: string, response: ServerResponse): Promise<void> => {
  const file = await readPageFile(path)
  if (!file) {
    sendJson(response, 404, { error: 'no_such_path' })
    return
  }
  response.writeHead(200, {
    'Content-Type': file.contentType,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
  })
  response.end(file.body)
}

const fail = (response: ServerResponse, error: unknown): void => {
  if (response.headersSent) response.destroy()
  else if (error instanceof BodyTooLarge) sendJson(response, 413, { ok: false, error: 'request_too_large' })
  else {
    console.error('the stand-in for Slack failed:', error)
    sendJson(response, 500, { ok: false, error: 'fatal_error' })
  }
}
