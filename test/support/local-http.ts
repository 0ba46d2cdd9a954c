import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

export type Seen = { method: string; path: string; headers: IncomingHttpHeaders; body: string }
/** `null`: the connection is cut without an answer. */
export type Answer = { status?: number; headers?: Record<string, string>; body?: unknown } | null

/** A server on this machine for the length of a test: answers what the test says and keeps what it was asked. */
export async function startLocalHttp(answer: (seen: Seen) => Answer): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = []
  const server = createServer(async (incoming, response) => {
    const { method = '', url: path = '', headers } = incoming
    const body = await text(incoming).catch(() => null)
    // Whoever asked has broken off.
    if (body === null) return void response.destroy()
    const request = { method, path, headers, body }
    seen.push(request)
    const answered = answer(request)
    if (answered === null) return void response.destroy()
    const { status = 200 } = answered
    const content = answered.body ?? ''
    response.writeHead(status, { 'content-type': 'application/json', ...answered.headers })
    response.end(typeof content === 'string' ? content : JSON.stringify(content))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return { url: `http://127.0.0.1:${address.port}`, seen }
}
