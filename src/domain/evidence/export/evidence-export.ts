import type { Person } from '../../person.ts'
import type { LogEntry } from '../log.ts'

/**
 * Evidence as it is handed out: everything recorded about a period or a fiscal year of one entity, and of every other number
 * of its register the first entry, so that a verifier can follow the row without a gap. Specified in docs/evidence.md.
 */
export type EvidenceExport = {
  format: 'closing-bell-evidence'
  version: 1
  header: ExportHeader
  /** Every number of the entity's register, from 1 to the last. */
  register: readonly RegisterLine[]
  /** Those in scope, in order of their numbers. */
  records: readonly ExportedRecord[]
  /** Those that the records name, in order of their hashes. */
  policies: readonly PolicyText[]
  /** SHA-256 over the canonical JSON of everything else. */
  digest: string
}

export type ExportHeader = {
  entity: { key: string; name: string }
  scope: ExportScope
  made: Made
  retention: Retention
}

/** By whom, when (ISO), and by which version of the program. */
export type Made = { at: string; by: Pick<Person, 'id' | 'name'>; program: string }

/** `periods`: what is looked for. One without an id never came to be in Zuora: requests name it. */
export type ExportScope =
  | { kind: 'period'; periods: readonly ScopedPeriod[] }
  | { kind: 'fiscal-year'; fiscalYear: number; periods: readonly ScopedPeriod[] }

export type ScopedPeriod = { id: string | null; name: string }

/** `until`: the last day of those years after the fiscal year's end; null where the fiscal year is not known. */
export type Retention = { years: number; until: string | null }

/** `hash` is that of the first entry. */
export type RegisterLine = { number: number; reference: string; hash: string; entry: LogEntry }

export type ExportedRecord = {
  number: number
  reference: string
  /** As the first entry has it. */
  subject: RecordSubject
  /** A request is sealed by its outcome. */
  state: 'sealed' | 'not sealed' | 'filed'
  /** The hash of the outcome; null where there is none. */
  head: string | null
  entries: readonly ExportedEntry[]
  /** What came after the outcome: its hashes go on from the head. */
  later: readonly ExportedEntry[]
}

export type RecordSubject =
  | { kind: 'request'; action: unknown; period: unknown }
  | { kind: 'filing'; about: unknown; periodId: unknown }

/** `sequence` counts from 1, through `entries` and on through `later`. */
export type ExportedEntry = { sequence: number; hash: string; entry: LogEntry }

/** `text` is canonical JSON, and its SHA-256 is the hash. */
export type PolicyText = { hash: string; text: string }

/** What a record is about, as its first entry has it. */
export function subjectOf({ kind, details }: LogEntry): RecordSubject {
  if (kind !== 'filed') return { kind: 'request', action: details.action ?? null, period: details.period ?? null }
  return { kind: 'filing', about: memberOf(details.about, 'kind') ?? null, periodId: details.periodId ?? null }
}

/** A member of what should be an object; undefined where it is none. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.entries(value).find(([key]) => key === name)?.[1]
}

/** A list's members; none where it is no list. */
export function membersOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
