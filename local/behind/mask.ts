import type { BehindPart } from '../../sim/slack/behind/behind-source.ts'
import { readJson } from './decode.ts'
import type { NewEntry } from './entry.ts'

const MASK = '•••'
const SHORTEST_SECRET = 8

/** The names of fields and headers whose values are secret, without their case, `-`, `_`, `#` and `:`. */
const secretName =
  /(token|secret|password|signature|cookie|apikey|credentials?)$|^(responseurl|triggerid|uploadurl|privatekey)$/
const plain = /[-_#:.\s]/g

const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic) +[^\s"',;]+/gi, `$1 ${MASK}`],
  [/\bAWS4-HMAC-SHA256 .*/g, `AWS4-HMAC-SHA256 ${MASK}`],
  [/\bx(?:ox[a-z]|app)-[\w-]+/g, MASK],
  [/\bv0=[0-9a-f]{64}\b/g, `v0=${MASK}`],
  // Addresses that are a permission to whoever knows them.
  [/\/response\/[A-Za-z0-9]+/g, `/response/${MASK}`],
  [/\/upload\/v1\/[^\s"'?]+/g, `/upload/v1/${MASK}`],
  [/hooks\.slack\.com\/[^\s"']+/g, `hooks.slack.com/${MASK}`],
  [/\b\d{10,}\.\d+\.[0-9a-f]{32}\b/g, MASK],
  [/\b([\w-]*(?:token|secret|password|signature|trigger_id|response_url))=[^&\s"']+/gi, `$1=${MASK}`],
  // JSON that was cut off is text.
  [/("[\w-]*(?:token|secret|password|signature|trigger_?id|response_?url)"\s*:\s*")[^"]+/gi, `$1${MASK}`],
]

/** What each of these has in it: a text without is none of them, and most are without. */
const telling =
  /bearer|basic|aws4|xox|xapp|v0=|\/response\/|\/upload\/|hooks\.slack|token|secret|password|signature|trigger|response_?url|\d{10,}\.\d/i

/** What is as long and as mixed as this was made by dice; a hash in hexadecimal has no capitals. */
const longRun = /[A-Za-z0-9+/_=-]{40,}/g
const isMixed = (run: string) => /[A-Z]/.test(run) && /[a-z]/.test(run) && /\d/.test(run)

function maskText(text: string, secrets: readonly string[]): string {
  if (text.length < SHORTEST_SECRET) return text
  const known = secrets.filter(({ length }) => length >= SHORTEST_SECRET)
  const withoutKnown = known.reduce((masked, secret) => masked.replaceAll(secret, MASK), text)
  const shapes = telling.test(withoutKnown) ? patterns : []
  const withoutShaped = shapes.reduce((masked, [shape, by]) => masked.replaceAll(shape, by), withoutKnown)
  return withoutShaped.replaceAll(longRun, (run) => (isMixed(run) ? MASK : run))
}

function maskNamed(value: unknown): unknown {
  if (value === null || value === undefined || value === '') return value
  const scheme = typeof value === 'string' ? /^(Bearer|Basic|AWS4-HMAC-SHA256) /i.exec(value)?.[1] : undefined
  return scheme === undefined ? MASK : `${scheme} ${MASK}`
}

/** JSON inside of a text is masked, and shown, as JSON. */
function maskValue(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') {
    const inside = /^\s*[[{]/.test(value) ? readJson(value) : undefined
    return inside === undefined ? maskText(value, secrets) : maskValue(inside, secrets)
  }
  if (Array.isArray(value)) return value.map((each) => maskValue(each, secrets))
  if (typeof value !== 'object' || value === null) return value
  const masked = Object.entries(value).map(([name, each]) => {
    const isSecret = name.toLowerCase() === 'authorization' || secretName.test(name.toLowerCase().replaceAll(plain, ''))
    return [maskText(name, secrets), isSecret ? maskNamed(each) : maskValue(each, secrets)]
  })
  return Object.fromEntries(masked)
}

function maskPart({ label, line, headers, body }: BehindPart, secrets: readonly string[]): BehindPart {
  const shown = Object.entries(Object(maskValue(headers, secrets))).map(([name, value]) => [name, String(value)])
  return {
    label,
    line: maskText(line, secrets),
    headers: Object.fromEntries(shown),
    body: maskValue(body, secrets),
  }
}

/**
 * The entry without anything that is a secret: by its name (`taskToken`, `Authorization`), by its shape (tokens, signatures,
 * addresses that permit), by its value (`secrets`), or as it looks like dice. What it is not sure of it hides.
 */
export function maskEntry(entry: NewEntry, secrets: readonly string[]): NewEntry {
  const text = (given: string) => maskText(given, secrets)
  return {
    ...entry,
    title: text(entry.title),
    about: text(entry.about),
    result: text(entry.result),
    heading: entry.heading === null ? null : text(entry.heading),
    parts: entry.parts.map((part) => maskPart(part, secrets)),
  }
}
