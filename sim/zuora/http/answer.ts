import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { ZuoraError } from '../api/errors.ts'
import type { Change } from '../records/records.ts'

/**
 * A `body` that is text is sent as it is (as HTML, if no header says otherwise), anything else as JSON. `effect`: what was
 * done in the tenant by answering. `pauseMs`: the second half of the body is sent so much later. `isToKeep`: as the first
 * answer to its `Idempotency-Key`.
 */
export type Answer = {
  status: number
  body: unknown
  headers?: OutgoingHttpHeaders
  effect?: Change | null
  pauseMs?: number
  isToKeep?: boolean
}

/** An answer, or the error that is to be written as one. */
export type Verdict = Answer | (ZuoraError & Pick<Answer, 'headers' | 'effect' | 'isToKeep'>)

/** Sends an answer, compressed when it has over 1000 bytes and the client takes gzip, as Zuora documents. */
export async function sendAnswer(response: ServerResponse, answer: Answer): Promise<void> {
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
  const half = answer.pauseMs === undefined ? 0 : Math.floor(bytes.byteLength / 2)
  if (answer.pauseMs !== undefined) {
    response.write(bytes.subarray(0, half))
    await wait(answer.pauseMs, undefined, { ref: false })
  }
  response.end(bytes.subarray(half))
}
