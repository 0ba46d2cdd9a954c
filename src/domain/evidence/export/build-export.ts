import { headOf, referenceOf } from '../../request.ts'
import { beginning, canonicalJson, chainOf, type Hash, type LogEntry } from '../log.ts'
import { entriesOf, isRequest, type Registered } from '../registered.ts'
import {
  type EvidenceExport,
  type ExportedEntry,
  type ExportedRecord,
  type ExportHeader,
  type ExportScope,
  type PolicyText,
  type RegisterLine,
  subjectOf,
} from './evidence-export.ts'
import { belongs, isReferredTo, policiesIn } from './scope.ts'

export type ToExport = {
  header: ExportHeader
  /** Everything in the entity's register, in the order of its numbers. */
  registered: readonly Registered[]
  /** The kept texts of the policies that `policiesToExport` names. */
  policies: readonly PolicyText[]
}

/** The hashes of the policies whose text belongs into the export. */
export function policiesToExport({ scope }: ExportHeader, registered: readonly Registered[]): string[] {
  return [...policiesIn(inScope(scope, registered).flatMap(entriesOf))].sort()
}

/**
 * The export of what is in the register. Hashes are taken from the table as they are; only what was appended since the last
 * of them gets the one that it will have.
 */
export function buildExport({ header, registered, policies }: ToExport, hash: Hash): EvidenceExport {
  const everything = {
    format: 'closing-bell-evidence',
    version: 1,
    header,
    register: registered.flatMap(registerLine),
    records: inScope(header.scope, registered).map((one) => exported(one, hash)),
    policies: policies.toSorted((a, b) => (a.hash < b.hash ? -1 : 1)),
  } as const
  return { ...everything, digest: digestOf(everything, hash) }
}

export function digestOf(everything: Omit<EvidenceExport, 'digest'>, hash: Hash): string {
  return hash(canonicalJson(everything))
}

/** What belongs by itself, and what that refers to: the delegations, and what was filed when the policies came. */
function inScope(scope: ExportScope, registered: readonly Registered[]): Registered[] {
  const own = registered.filter((one) => one.log.slice(0, 1).some((first) => belongs(first, scope)) || isOf(one, scope))
  return withReferred(own, registered)
}

function withReferred(some: readonly Registered[], registered: readonly Registered[]): Registered[] {
  const entries = some.flatMap(entriesOf)
  const all = registered.filter(
    (one) => some.includes(one) || one.log.slice(0, 1).some((first) => isReferredTo(one.number, first, entries)),
  )
  return all.length === some.length ? all : withReferred(all, registered)
}

/** A period that a request created got its id only then. */
function isOf(one: Registered, { periods }: ExportScope): boolean {
  return isRequest(one) && one.period.id !== null && periods.some(({ id }) => id === one.period.id)
}

function registerLine({ entity, number, log, chain }: Registered): RegisterLine[] {
  const [entry, hash] = [log[0], chain[0]]
  return entry && hash ? [{ number, reference: referenceOf({ entity, number }), hash, entry }] : []
}

function exported(one: Registered, hash: Hash): ExportedRecord {
  const { number, log, chain } = one
  const reference = referenceOf(one)
  const [first] = log
  const previous = typeof first?.details.previousRequest === 'string' ? first.details.previousRequest : beginning
  const entries = numbered(log, chainOf(log, chain, previous, hash), 1)
  const subject = subjectOf(first ?? { kind: 'asked', at: '', by: null, details: {} })
  if (!isRequest(one)) return { number, reference, subject, state: 'filed', head: null, entries, later: [] }
  const head = headOf(one)
  const later = chainOf(one.later, one.laterChain, head ?? '', hash)
  return {
    number,
    reference,
    subject,
    state: head === null ? 'not sealed' : 'sealed',
    head,
    entries,
    later: numbered(one.later, later, log.length + 1),
  }
}

function numbered(log: readonly LogEntry[], chain: readonly string[], from: number): ExportedEntry[] {
  return log.map((entry, index) => ({ sequence: from + index, hash: chain[index] ?? '', entry }))
}
