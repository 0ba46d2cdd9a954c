import type { EvidenceExport } from '../export/evidence-export.ts'

/** What is wrong with a value, each with its place. */
type Check = (value: unknown, place: string) => string[]

/** Whether it has the layout of an export: exactly the members that docs/evidence.md names, and nothing more. */
export function isExport(value: unknown): value is EvidenceExport {
  return layoutMistakes(value).length === 0
}

export function layoutMistakes(value: unknown): string[] {
  return evidenceExport(value, 'the export')
}

const text: Check = (value, place) => (typeof value === 'string' ? [] : [`${place} is not a text`])
const number: Check = (value, place) => (Number.isSafeInteger(value) ? [] : [`${place} is not a whole number`])
const anything: Check = () => []

function exactText(...texts: readonly string[]): Check {
  return (value, place) => (texts.some((one) => one === value) ? [] : [`${place} is not ${texts.join(' or ')}`])
}

function orNull(check: Check): Check {
  return (value, place) => (value === null ? [] : check(value, place))
}

function listOf(check: Check): Check {
  return (value, place) =>
    Array.isArray(value)
      ? value.flatMap((inner, index) => check(inner, `${place}[${index}]`))
      : [`${place} is not a list`]
}

function object(members: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check {
  return (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${place} is not an object`]
    const given = new Map<string, unknown>(Object.entries(value))
    const at = (key: string) => (place === 'the export' ? key : `${place}.${key}`)
    const missing = Object.keys(members).filter((key) => !given.has(key))
    const wrong = [...given].flatMap(([key, inner]) => {
      const check = Object.hasOwn(members, key) ? members[key] : Object.hasOwn(optional, key) && optional[key]
      return check ? check(inner, at(key)) : [`${at(key)} does not belong there`]
    })
    return [...missing.map((key) => `${at(key)} is missing`), ...wrong]
  }
}

const plainObject: Check = (value, place) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? [] : [`${place} is not an object`]

/** What is in `details` and in `by` is held by the hashes, whatever it is. */
const entry = object(
  { at: text, kind: text, by: orNull(plainObject), details: plainObject },
  { slackTs: text, policy: text, code: text },
)
const entries = listOf(object({ sequence: number, hash: text, entry }))
const periods = listOf(object({ id: orNull(text), name: text }))

const scope: Check = (value, place) => {
  const ofPeriod = object({ kind: exactText('period'), periods })
  const ofYear = object({ kind: exactText('fiscal-year'), fiscalYear: number, periods })
  return ofYear(value, place).length === 0 ? [] : ofPeriod(value, place)
}

const subject: Check = (value, place) => {
  const ofFiling = object({ kind: exactText('filing'), about: anything, periodId: anything })
  const ofRequest = object({ kind: exactText('request'), action: anything, period: anything })
  return ofFiling(value, place).length === 0 ? [] : ofRequest(value, place)
}

const record = object({
  number,
  reference: text,
  subject,
  state: exactText('sealed', 'not sealed', 'filed'),
  head: orNull(text),
  entries,
  later: entries,
})

const evidenceExport = object({
  format: exactText('closing-bell-evidence'),
  version: (value, place) => (value === 1 ? [] : [`${place} is not 1`]),
  header: object({
    entity: object({ key: text, name: text }),
    scope,
    made: object({ at: text, by: object({ id: text, name: text }), program: text }),
    retention: object({ years: number, until: orNull(text) }),
  }),
  register: listOf(object({ number, reference: text, hash: text, entry })),
  records: listOf(record),
  policies: listOf(object({ hash: text, text })),
  digest: text,
})
