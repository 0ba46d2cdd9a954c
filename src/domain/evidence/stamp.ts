import type { LogEntry } from './log.ts'

/** What every entry says of how it came about: the policy in force by its hash, and the program that wrote it. */
export type Stamp = { policy: string; code: string }

/** The entry as it is written: stamped, and with Zuora's own times named as such. */
export function stamped(entry: LogEntry, { policy, code }: Stamp): LogEntry {
  return { ...entry, policy, code, details: withZuorasTimes(entry.details) }
}

const zuorasTime = /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?(?!\d|\.\d|Z|[+-]\d\d)/
const aloneInText = new RegExp(`^${zuorasTime.source}$`)

/**
 * Zuora writes times without a zone. They stay as Zuora wrote them, and `zuoraTimes` says where they stand: none of them is
 * on our clock.
 */
export function withZuorasTimes(details: LogEntry['details']): LogEntry['details'] {
  const places = placesIn(details, '')
  return places.length === 0 ? details : { ...details, zuoraTimes: places }
}

/** `was` and `is` of a change are sentences; anywhere else a time stands alone, or it was typed by a person. */
function placesIn(value: unknown, path: string): string[] {
  if (typeof value === 'string') {
    const isTime = /(^|\.)(was|is)$/.test(path) ? zuorasTime.test(value) : aloneInText.test(value)
    return isTime ? [path] : []
  }
  if (value === null || typeof value !== 'object') return []
  const isList = Array.isArray(value)
  return Object.entries(value).flatMap(([key, inner]) => {
    const step = isList ? `[${key}]` : path === '' ? key : `.${key}`
    return placesIn(inner, `${path}${step}`)
  })
}
