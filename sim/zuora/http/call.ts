import type { IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'

/** One request, read to its end. Header names are in lower case. */
export type Call = {
  method: string
  url: URL
  headers: IncomingMessage['headers']
  body: string
  address: string
}

const MAXIMUM_BODY_BYTES = 1_000_000

/** Undefined when the request is no HTTP that can be answered: too large, or not the gzip it claims to be. */
export async function readCall(request: IncomingMessage): Promise<Call | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.byteLength
    if (size > MAXIMUM_BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  try {
    const raw = Buffer.concat(chunks)
    const isCompressed = request.headers['content-encoding'] === 'gzip'
    const bytes = isCompressed ? gunzipSync(raw, { maxOutputLength: MAXIMUM_BODY_BYTES }) : raw
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`)
    const { headers, method = 'GET', socket } = request
    return { method, url, headers, body: bytes.toString(), address: socket.remoteAddress ?? '' }
  } catch {
    return undefined
  }
}

/** One header, or undefined when it is not there. */
export function header(call: Call, name: string): string | undefined {
  const value = call.headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}
