import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { listenLocally } from '../../local/front/listen-locally.ts'
import { readBody } from '../../local/front/read-body.ts'

const LIMIT_BYTES = 6 * 1024 * 1024
const DEADLINE_MS = 10_000

/** An event for the function, and where its answer goes. */
type Waiting = { event: string; answered: (answer: Answer) => void; failed: (error: Error) => void }

/** `at`: by `performance.now()`. */
export type Answer = { at: number; body: string }

/**
 * Lambda's Runtime API for one execution environment after the other: it has the event ready when the function asks for it.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function startRuntimeApi(): Promise<{
  address: string
  /** Gives the event to whoever asks next, and resolves with what is answered to it. Throws what the function failed with. */
  invoke(event: string): Promise<Answer>
  close(): Promise<void>
}> {
  const queue: Waiting[] = []
  const underWay = new Map<string, Waiting>()
  const asking: ServerResponse[] = []

  function give(): void {
    while (queue.length > 0 && asking.length > 0) {
      const response = asking.shift()
      if (!response || response.destroyed) continue
      const waiting = queue.shift()
      if (!waiting) return
      const id = randomUUID()
      underWay.set(id, waiting)
      response.writeHead(200, headersOf(id)).end(waiting.event)
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now()
    const [, id = '', what] = /invocation\/([^/]+)(?:\/(response|error))?$/.exec(request.url ?? '') ?? []
    if (request.method === 'GET' && id === 'next') {
      asking.push(response)
      return give()
    }
    const body = (await readBody(request, LIMIT_BYTES)).toString()
    const waiting = underWay.get(id) ?? queue.shift()
    underWay.delete(id)
    if (what === 'response') waiting?.answered({ at, body })
    else waiting?.failed(new Error(`The function failed: ${body}`))
    response.writeHead(202).end('{"status":"OK"}')
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  const { port, close } = await listenLocally(server, 0)
  return {
    address: `127.0.0.1:${port}`,
    invoke: (event) =>
      new Promise((answered, failed) => {
        queue.push({ event, answered, failed })
        give()
      }),
    close,
  }
}

function headersOf(id: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'lambda-runtime-aws-request-id': id,
    'lambda-runtime-deadline-ms': String(Date.now() + DEADLINE_MS),
    'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:000000000000:function:bench',
    'lambda-runtime-trace-id': 'Root=1-00000000-000000000000000000000000;Sampled=0',
  }
}
