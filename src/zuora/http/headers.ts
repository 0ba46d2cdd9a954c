import type { Dispatcher } from 'undici'

/** An answer's headers, named in lower case. */
export type Headers = Dispatcher.ResponseData['headers']

export function header(headers: Headers, name: string): string | null {
  const value = headers[name]
  return (Array.isArray(value) ? value[0] : value)?.trim() || null
}

/** A whole number at the start of a header, as in `RateLimit-Remaining: 49999`. */
export function headerNumber(headers: Headers, name: string): number | null {
  const digits = /^\d+/.exec(header(headers, name) ?? '')?.[0]
  return digits === undefined ? null : Number(digits)
}
