import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import dynalite from 'dynalite'
import type { Watch } from '../behind/watch.ts'
import { listenLocally } from '../front/listen-locally.ts'
import { readBody } from '../front/read-body.ts'
import type { ServerlessFile } from '../serverless/serverless-file.ts'

const REQUEST_LIMIT_BYTES = 16 * 1024 * 1024

/** DynamoDB on one machine, kept in `dir`, with the table of serverless.yml. Nothing is ever dropped. */
export async function startDynamoDb(options: {
  port: number
  dir: string
  tableName: string
  table: ServerlessFile['table']
  watch?: Pick<Watch, 'tableCall'> | undefined
}): Promise<{ url: string; port: number; close(): Promise<void> }> {
  const server = dynalite({ path: options.dir, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
  readBodiesFirst(server, options.watch)
  const listening = await listenLocally(server, options.port)
  await createTable(listening.url, { ...options.table, TableName: options.tableName })
  return listening
}

/** Dynalite throws out of its server when a client goes away in the middle of a request; a killed function does just that. */
function readBodiesFirst(server: Server, watch: Pick<Watch, 'tableCall'> | undefined): void {
  const [handle] = server.listeners('request')
  server.removeAllListeners('request')
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    readBody(request, REQUEST_LIMIT_BYTES).then(
      (body) => {
        const { method, url, headers } = request
        if (watch !== undefined) watchAnswer({ headers, body: body.toString() }, response, watch)
        handle?.call(server, Object.assign(Readable.from([body]), { method, url, headers }), response)
      },
      () => response.destroy(),
    )
  })
}

/** Dynalite gives the whole of an answer to `end`. */
function watchAnswer(
  asked: { headers: IncomingMessage['headers']; body: string },
  response: ServerResponse,
  watch: Pick<Watch, 'tableCall'>,
): void {
  const startedAt = Date.now()
  const { end } = response
  Object.assign(response, {
    end: (...given: unknown[]) => {
      const ended: unknown = Reflect.apply(end, response, given)
      const answer = String(given[0] ?? '')
      watch.tableCall({ ...asked, startedAt, tookMs: Date.now() - startedAt, status: response.statusCode, answer })
      return ended
    },
  })
}

async function createTable(url: string, definition: { TableName: string }): Promise<void> {
  const created = await call(url, 'CreateTable', definition)
  // ResourceInUseException: it is there already.
  if (!created.ok && !created.text.includes('ResourceInUseException'))
    throw new Error(`The table cannot be made: ${created.text}`)
  // The answer comes before the table.
  for (let isActive = false; !isActive; ) {
    const described = await call(url, 'DescribeTable', { TableName: definition.TableName })
    if (!described.ok) throw new Error(`The table cannot be looked at: ${described.text}`)
    isActive = described.text.includes('"TableStatus":"ACTIVE"')
  }
}

async function call(url: string, operation: string, body: object): Promise<{ ok: boolean; text: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      // Dynalite wants a signature and checks none.
      authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=none',
    },
    body: JSON.stringify(body),
  })
  return { ok: response.ok, text: await response.text() }
}
