import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { ZuoraError } from './errors.ts'
import type { Ask } from './records.ts'

/** A `body` that is text is sent as HTML, anything else as JSON. `effect`: what was done in the tenant by answering. */
export type Answer = { status: number; body: unknown; headers?: OutgoingHttpHeaders; effect?: Ask | null }

/** An answer, or the error that is to be written as one. */
export type Verdict = Answer | (ZuoraError & Pick<Answer, 'headers' | 'effect'>)

/** Sends an answer, compressed when it has over 1000 bytes and the client takes gzip, as Zuora documents. */
export function sendAnswer(response: ServerResponse, answer: Answer): void {
  const isText = typeof answer.body === 'string'
  const text = isText ? String(answer.body) : JSON.stringify(answer.body)
  const plain = Buffer.from(text)
  const acceptsGzip = /\bgzip\b/i.test(String(response.req.headers['accept-encoding'] ?? ''))
  const isCompressed = acceptsGzip && plain.byteLength > 1000
  const bytes = isCompressed ? gzipSync(plain) : plain
  response.writeHead(answer.status, {
    'Content-Type': isText ? 'text/html;charset=UTF-8' : 'application/json;charset=UTF-8',
    ...(isCompressed && { 'Content-Encoding': 'gzip' }),
    ...answer.headers,
    'Content-Length': bytes.byteLength,
  })
  response.end(bytes)
}
