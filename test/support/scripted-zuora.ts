import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gunzipSync, gzipSync } from 'node:zlib'

/** `body`: as it was before it was compressed. */
export type Seen = { method: string; path: string; query: URLSearchParams; headers: IncomingHttpHeaders; body: string }

export type Reply =
  | { status?: number; headers?: Record<string, string>; body?: unknown; gzip?: boolean }
  /** Sent bit by bit, for as long as somebody reads. */
  | { headers: Record<string, string>; chunks: Iterable<Uint8Array | string> }
  /** `break`: the connection is cut after the request was read. `silence`: it is never answered. */
  | 'break'
  | 'silence'

type Script = Reply | ((seen: Seen) => Reply | Promise<Reply>)

export type ScriptedZuora = {
  url: string
  seen: Seen[]
  /** How many connections were made. */
  connections(): number
  /** The replies to one method and path, in order; the last one stays. */
  on(methodAndPath: string, ...replies: Script[]): void
  close(): Promise<void>
}

/** Answers what it is told to, and remembers what it was asked. Signing in always works unless scripted otherwise. */
export async function startScriptedZuora(): Promise<ScriptedZuora> {
  const seen: Seen[] = []
  const scripts = new Map<string, Script[]>()
  let connections = 0
  let tokens = 0
  scripts.set('POST /oauth/token', [() => ({ body: documentedToken(`token-${++tokens}`) })])

  const server = createServer(async (request, response) => {
    const asked = await readRequest(request)
    seen.push(asked)
    const replies = scripts.get(`${asked.method} ${asked.path}`)
    const script = replies !== undefined && replies.length > 1 ? replies.shift() : replies?.[0]
    const reply = typeof script === 'function' ? await script(asked) : script
    write(reply ?? { status: 404, body: 'not scripted' }, response)
  })
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The scripted Zuora has no port')

  return {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    connections: () => connections,
    on: (methodAndPath, ...replies) => void scripts.set(methodAndPath, replies),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Zuora's documented answer to POST /oauth/token. */
export function documentedToken(token: string, expiresIn = 3599) {
  return {
    access_token: token,
    expires_in: expiresIn,
    jti: '9eb9d9e8f8ef49b8a9d8ba2b0bb4c3f0',
    scope: 'entity.1a2b7a37-3e7d-4cb3-b0e2-883de9e766cc service.echo.read tenant.12345',
    token_type: 'bearer',
  }
}

async function readRequest(request: IncomingMessage): Promise<Seen> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://zuora.test')
  const { method = '', headers } = request
  const raw = await buffer(request)
  const body = (headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString()
  return { method, path: pathname, query: searchParams, headers, body }
}

function write(reply: Reply, response: ServerResponse): void {
  if (reply === 'silence') return
  if (reply === 'break') {
    response.destroy()
    return
  }
  if ('chunks' in reply) {
    response.writeHead(200, reply.headers)
    const content = Readable.from(reply.chunks)
    response.on('close', () => content.destroy())
    content.on('error', () => response.destroy()).pipe(response)
    return
  }
  const { status = 200, headers = {}, body = '', gzip = false } = reply
  const content = typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json',
    ...headers,
    ...(gzip && { 'content-encoding': 'gzip' }),
  })
  response.end(gzip ? gzipSync(content) : content)
}
