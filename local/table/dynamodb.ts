import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import dynalite from 'dynalite'
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
}): Promise<{ url: string; port: number; close(): Promise<void> }> {
  const server = dynalite({ path: options.dir, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
  readBodiesFirst(server)
  const listening = await listenLocally(server, options.port)
  await createTable(listening.url, { ...options.table, TableName: options.tableName })
  return listening
}

/** Dynalite throws out of its server when a client goes away in the middle of a request; a killed function does just that. */
function readBodiesFirst(server: Server): void {
  const [handle] = server.listeners('request')
  server.removeAllListeners('request')
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    readBody(request, REQUEST_LIMIT_BYTES).then(
      (body) => {
        const { method, url, headers } = request
        handle?.call(server, Object.assign(Readable.from([body]), { method, url, headers }), response)
      },
      () => response.destroy(),
    )
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
