import type { Readable } from 'node:stream'

export class BodyTooLarge extends Error {
  override name = 'BodyTooLarge' as const
}

/** The body's bytes as they came. Throws `BodyTooLarge` as soon as there are more than `limitBytes`; it can still be answered. */
export async function readBody(request: Readable, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length
    if (length > limitBytes) throw new BodyTooLarge(`more than ${limitBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
