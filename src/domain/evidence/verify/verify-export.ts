import { digestOf } from '../export/build-export.ts'
import type { EvidenceExport, ExportedRecord } from '../export/evidence-export.ts'
import { belongs, isReferredTo, policiesIn, policiesKept } from '../export/scope.ts'
import type { Hash, LogEntry } from '../log.ts'
import { isExport, layoutMistakes } from './layout.ts'
import { recordFindings } from './verify-record.ts'
import { registerFindings } from './verify-register.ts'
import { type Vouching, vouchingOf } from './vouching.ts'

/** What somebody has from another place, such as a message in Slack: heads of records, and the digest of the export. */
export type Anchors = { heads: readonly string[]; digest: string | null }

/** `findings`: what is wrong, one sentence each; none: nothing was altered, removed, reordered or inserted. */
export type Verified = Vouching & { findings: readonly string[] }

/** Verifies what was read from a file, whatever it is. */
export function verifyExport(value: unknown, { heads, digest }: Anchors, hash: Hash): Verified {
  if (!isExport(value)) {
    const findings = layoutMistakes(value).map((mistake) => `It is not laid out as an export: ${mistake}.`)
    return { findings, vouchedFor: [], notChecked: [] }
  }
  const findings = [
    ...digestFindings(value, digest, hash),
    ...registerFindings(value.register, hash),
    ...orderFindings(value.records),
    ...value.records.flatMap((record) => recordFindings(record, lineOf(value, record), hash)),
    ...missingFindings(value),
    ...policyFindings(value, hash),
    ...headFindings(value, heads),
  ]
  return { findings, ...vouchingOf(value, { heads, digest }) }
}

function digestFindings({ digest: stated, ...everything }: EvidenceExport, known: string | null, hash: Hash): string[] {
  return [
    ...(digestOf(everything, hash) === stated
      ? []
      : ['The digest does not fit: something in this export was altered.']),
    ...(known === null || known === stated ? [] : ['The digest is not the one that was given.']),
  ]
}

function lineOf({ register }: EvidenceExport, { number }: ExportedRecord) {
  return register.find((line) => line.number === number)
}

function orderFindings(records: readonly ExportedRecord[]): string[] {
  return records.flatMap(({ number, reference }, index) => {
    const before = records[index - 1]
    return before === undefined || before.number < number
      ? []
      : [`The record ${reference} stands behind ${before.reference}: it is out of order, or stands there twice.`]
  })
}

/** What belongs into the export by its first entry, and what its records rest on. */
function missingFindings({ register, records, header }: EvidenceExport): string[] {
  const numbers = new Set(records.map(({ number }) => number))
  const entries = records.flatMap(entriesOf)
  const missing = register.filter(
    ({ number, entry }) =>
      !numbers.has(number) && (belongs(entry, header.scope) || isReferredTo(number, entry, entries)),
  )
  return missing.map(({ reference }) => `The record of ${reference} belongs into this export and is missing.`)
}

function policyFindings({ policies, records }: EvidenceExport, hash: Hash): string[] {
  const entries = records.flatMap(entriesOf)
  const named = policiesIn(entries)
  const given = new Set(policies.map((policy) => policy.hash))
  return [
    ...policies.flatMap((policy, index) => [
      ...(hash(policy.text) === policy.hash ? [] : [`The text of the policy ${policy.hash} does not have that hash.`]),
      ...(named.has(policy.hash) ? [] : [`The policy ${policy.hash} is named by no record: it was inserted.`]),
      ...((policies[index - 1]?.hash ?? '') < policy.hash
        ? []
        : [`The policy ${policy.hash} is out of order, or stands there twice.`]),
    ]),
    ...[...policiesKept(entries)]
      .filter((one) => !given.has(one))
      .map((one) => `The text of the policy ${one} is missing.`),
  ]
}

function headFindings({ records }: EvidenceExport, heads: readonly string[]): string[] {
  const hashes = new Set(records.flatMap(hashesOf))
  return heads
    .filter((head) => !hashes.has(head))
    .map(
      (head) =>
        `No entry has the head ${head}: its record was altered, cut off or removed, or is not part of this export.`,
    )
}

function entriesOf({ entries, later }: Pick<ExportedRecord, 'entries' | 'later'>): LogEntry[] {
  return [...entries, ...later].map(({ entry }) => entry)
}

function hashesOf({ entries, later }: ExportedRecord): string[] {
  return [...entries, ...later].map(({ hash }) => hash)
}
