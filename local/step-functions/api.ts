import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { ApiError } from './api-error.ts'

export type Operation = (request: unknown) => unknown

/** Told of each operation that was asked for, and of its answer; `refused`: the error's name. */
export type OnCall = (call: {
  startedAt: number
  tookMs: number
  operation: string
  headers: IncomingMessage['headers']
  request: unknown
  refused: string | null
  answer: unknown
}) => void

const TARGET_PREFIX = 'AWSStepFunctions.'
const LARGEST_BODY_BYTES = 2_000_000

/** An HTTP server that speaks AWS JSON 1.0: the operation is in a header, its input and output are JSON. */
export function createApi(operations: Record<string, Operation>, onCall: OnCall = () => {}): Server {
  return createServer((request, response) => {
    void answer(request, operations, onCall)
      .then((output) => send(response, 200, output))
      .catch((error: unknown) => {
        if (response.destroyed) return
        if (error instanceof ApiError)
          // The SDK takes the error's name from what follows the #.
          return send(response, 400, {
            __type: `com.amazonaws.swf.service.v2.model#${error.code}`,
            message: error.message,
          })
        console.error('Step Functions:', error)
        return send(response, 500, { __type: 'InternalServerException', message: String(error) })
      })
  })
}

async function answer(
  request: IncomingMessage,
  operations: Record<string, Operation>,
  onCall: OnCall,
): Promise<unknown> {
  const startedAt = Date.now()
  const target = String(request.headers['x-amz-target'] ?? '')
  const name = target.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length) : ''
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
  if (request.method !== 'POST' || operation === undefined)
    throw new ApiError('UnknownOperationException', `The operation '${target}' is not supported`)
  const asked = await readJson(request)
  const tell = (answered: { refused: string | null; answer: unknown }) =>
    onCall({
      startedAt,
      tookMs: Date.now() - startedAt,
      operation: name,
      headers: request.headers,
      request: asked,
      ...answered,
    })
  try {
    const output = await operation(asked)
    tell({ refused: null, answer: output })
    return output
  } catch (error) {
    tell({ refused: error instanceof ApiError ? error.code : 'InternalServerException', answer: String(error) })
    throw error
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    chunks.push(chunk)
    size += chunk.length
    if (size > LARGEST_BODY_BYTES) throw new ApiError('ValidationException', 'The request is too large')
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}')
  } catch {
    throw new ApiError('SerializationException', 'The request is not JSON')
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
  response.end(JSON.stringify(body))
}
