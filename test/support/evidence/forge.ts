import type { EvidenceExport, ExportedRecord } from '../../../src/domain/evidence/export/evidence-export.ts'
import { beginning, canonicalJson, type LogEntry } from '../../../src/domain/evidence/log.ts'
import { sha256 } from '../fake-requests.ts'

const hashOf = (previous: string, entry: LogEntry) => sha256(`${previous}\n${canonicalJson(entry)}`)

/** With the digest that it then has. */
export function withDigest({ digest: _digest, ...everything }: EvidenceExport): EvidenceExport {
  return { ...everything, digest: sha256(canonicalJson(everything)) }
}

/** As somebody would do it who may write to the table: one entry is altered, and every hash after it made anew. */
export function forge(evidence: EvidenceExport, number: number, place: number): EvidenceExport {
  const altered = evidence.records.map((record) => (record.number === number ? withAltered(record, place) : record))
  return rehashed({ ...evidence, records: altered })
}

function withAltered(record: ExportedRecord, place: number): ExportedRecord {
  const alter = <T extends ExportedRecord['entries'][number]>(one: T): T =>
    one.sequence === place ? { ...one, entry: { ...one.entry, at: '2026-01-01T00:00:00.000Z' } } : one
  return { ...record, entries: record.entries.map(alter), later: record.later.map(alter) }
}

/** The end of a record is cut off behind an entry, and it is said to be under way. */
export function cutOff(evidence: EvidenceExport, number: number, place: number): EvidenceExport {
  const records = evidence.records.map((record): ExportedRecord => {
    if (record.number !== number) return record
    const entries = record.entries.slice(0, place)
    return { ...record, entries, later: [], head: null, state: record.state === 'filed' ? 'filed' : 'not sealed' }
  })
  return withDigest({ ...evidence, records })
}

/** The register and the records without the last numbers. */
export function withoutLast(evidence: EvidenceExport, last: number): EvidenceExport {
  const { register, records } = evidence
  const upTo = <T extends { number: number }>(all: readonly T[]) => all.filter(({ number }) => number <= last)
  return withDigest({ ...evidence, register: upTo(register), records: upTo(records) })
}

function rehashed(evidence: EvidenceExport): EvidenceExport {
  const firsts = new Map(evidence.records.map(({ number, entries }) => [number, entries[0]?.entry]))
  let previous = beginning
  const register = evidence.register.map((line) => {
    const given = firsts.get(line.number) ?? line.entry
    const entry = { ...given, details: { ...given.details, previousRequest: previous } }
    previous = hashOf(previous, entry)
    return { ...line, entry, hash: previous }
  })
  const records = evidence.records.map((record) => {
    const first = register[record.number - 1]?.entry
    return first ? rechained(record, first) : record
  })
  return withDigest({ ...evidence, register, records })
}

function rechained(record: ExportedRecord, first: LogEntry): ExportedRecord {
  let previous = String(first.details.previousRequest)
  const chained = <T extends ExportedRecord['entries'][number]>(one: T): T => {
    const entry = one.sequence === 1 ? first : one.entry
    previous = hashOf(previous, entry)
    return { ...one, entry, hash: previous }
  }
  const entries = record.entries.map(chained)
  const head = record.head === null ? null : previous
  return { ...record, entries, head, later: record.later.map(chained) }
}
