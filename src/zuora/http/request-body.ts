import { gzipSync } from 'node:zlib'

/** Zuora compresses its answers above this size; ours below it would not get smaller by much. */
const compressedAboveBytes = 1000

type Sent = { headers: Record<string, string>; body?: string | Buffer }

/**
 * A body of JSON over 1000 bytes goes compressed. "Include the content-encoding: gzip header if you want to compress a
 * request": https://developer.zuora.com/docs/guides/request-and-response-compression. A form (signing in) does not.
 */
export function compressedIfLarge(headers: Record<string, string>, body: string | undefined): Sent {
  if (body === undefined) return { headers }
  const isJson = headers['content-type'] === 'application/json'
  if (!isJson || Buffer.byteLength(body) <= compressedAboveBytes) return { headers, body }
  return { headers: { ...headers, 'content-encoding': 'gzip' }, body: gzipSync(body) }
}
