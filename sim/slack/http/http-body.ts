import type { IncomingMessage } from 'node:http'

const maximumBytes = 4_000_000

export class BodyTooLarge extends Error {
  override name = 'BodyTooLarge' as const
}

export const readBytes = async (incoming: IncomingMessage, maximum: number): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming) {
    const part = Buffer.from(chunk)
    bytes += part.length
    if (bytes > maximum) throw new BodyTooLarge(`more than ${maximum} bytes`)
    chunks.push(part)
  }
  return Buffer.concat(chunks)
}

export const readBody = async (incoming: IncomingMessage): Promise<string> =>
  (await readBytes(incoming, maximumBytes)).toString('utf8')

/** A JSON object, or undefined for anything else. */
export const readObject = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
