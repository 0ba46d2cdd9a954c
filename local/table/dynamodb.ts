import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import dynalite from 'dynalite'
import type { Watch } from '../behind/watch.ts'
import { listenLocally } from '../front/listen-locally.ts'
import { readBody } from '../front/read-body.ts'
import { type Gate, openGate } from '../lambda/gate.ts'
import type { ServerlessFile } from '../serverless/serverless-file.ts'
import { callTable, type TableAddress } from './raw-items.ts'

const REQUEST_LIMIT_BYTES = 16 * 1024 * 1024
/** Every other request takes milliseconds. */
const STILL_WITHIN_MS = 10_000

export type LocalTable = {
  url: string
  port: number
  /** Acts while nobody else reads or writes the table; whoever asks meanwhile waits. Throws where it does not come to rest. */
  whileHeld<T>(act: (address: TableAddress) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** DynamoDB on one machine, kept in `dir`, with the table of serverless.yml. Nothing is ever dropped. */
export async function startDynamoDb(options: {
  port: number
  dir: string
  tableName: string
  table: ServerlessFile['table']
  watch?: Pick<Watch, 'tableCall'> | undefined
}): Promise<LocalTable> {
  const server = dynalite({ path: options.dir, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
  const gate = openGate()
  const pass = randomUUID()
  readBodiesFirst(server, { watch: options.watch, gate, pass })
  const listening = await listenLocally(server, options.port)
  await createTable(listening.url, { ...options.table, TableName: options.tableName })
  return {
    ...listening,
    async whileHeld<T>(act: (address: TableAddress) => Promise<T>) {
      const done: { result: T }[] = []
      const keep = async () => {
        done.push({ result: await act({ url: listening.url, tableName: options.tableName, pass }) })
      }
      await gate.whileStill(keep, STILL_WITHIN_MS)
      const [held] = done
      if (held === undefined) throw new Error('The table did not come to rest. Try again.')
      return held.result
    },
  }
}

/** Dynalite throws out of its server when a client goes away in the middle of a request; a killed function does just that. */
function readBodiesFirst(
  server: Server,
  { watch, gate, pass }: { watch: Pick<Watch, 'tableCall'> | undefined; gate: Gate; pass: string },
): void {
  const [handle] = server.listeners('request')
  server.removeAllListeners('request')
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    readBody(request, REQUEST_LIMIT_BYTES)
      .then(async (body) => {
        const { method, url, headers } = request
        const answer = async () => {
          if (response.destroyed) return
          const closed = once(response, 'close')
          handle?.call(server, Object.assign(Readable.from([body]), { method, url, headers }), response)
          await closed
        }
        if (headers['x-pass'] === pass) return answer()
        if (watch !== undefined) watchAnswer({ headers, body: body.toString() }, response, watch)
        return gate.pass('the table', answer)
      })
      .catch(() => response.destroy())
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
  const created = await callTable({ url }, 'CreateTable', definition)
  // ResourceInUseException: it is there already.
  if (!created.ok && !created.text.includes('ResourceInUseException'))
    throw new Error(`The table cannot be made: ${created.text}`)
  // The answer comes before the table.
  for (let isActive = false; !isActive; ) {
    const described = await callTable({ url }, 'DescribeTable', { TableName: definition.TableName })
    if (!described.ok) throw new Error(`The table cannot be looked at: ${described.text}`)
    isActive = described.text.includes('"TableStatus":"ACTIVE"')
  }
}
