import type { EvidenceExport, ExportedRecord } from '../export/evidence-export.ts'

type Given = { heads: readonly string[]; digest: string | null }

/** `vouchedFor`: the records whose seal, or whose last entry, is one of the given heads. */
export type Vouching = { vouchedFor: readonly string[]; notChecked: readonly string[] }

/** A head vouches for what the table held before the export was made; the digest only for the file, since it was made. */
export function vouchingOf({ records }: EvidenceExport, { heads, digest }: Given): Vouching {
  const reached = records.map((record) => ({ record, reach: reachOf(record, new Set(heads)) }))
  const last = reached.findLast(({ reach }) => reach > 0)?.record
  const ofFile =
    digest === null ? ['Whether the file is the one that was handed out: give the digest of this export.'] : []
  if (!last) return { vouchedFor: [], notChecked: [noHead(digest), ...ofFile] }
  const isShort = ({ record, reach }: Reached) => reach < record.entries.length
  const of = (state: ExportedRecord['state']) => reached.filter((one) => one.record.state === state && isShort(one))
  const withLater = reached.filter((one) => !isShort(one) && one.reach < endOf(one.record))
  return {
    vouchedFor: reached.filter((one) => !isShort(one)).map(({ record }) => record.reference),
    notChecked: [
      ...said(
        'Whether these were rewritten, or their end cut off, before the export was made (no head of theirs given)',
        of('sealed'),
      ),
      ...said('The end of these (not sealed: they have no head yet)', of('not sealed')),
      ...said(
        `What came after the seal of these (later): vouched for by ${digest === null ? 'nothing that was given' : 'the digest only'}`,
        withLater,
      ),
      ...said(
        'Filings have no head: vouched for by the register’s chain with the first entry only, and with later entries by any later hash of theirs given as --head',
        of('filed'),
      ),
      `What the table held behind ${last.reference}, the last with a head given: whether anything there was rewritten or removed.`,
      ...ofFile,
    ],
  }
}

type Reached = { record: ExportedRecord; reach: number }

function noHead(digest: string | null): string {
  const limit = digest === null ? '' : ' The digest vouches for the file only, since it was made.'
  return `Whether the table was rewritten, or the end of a record or of the register cut off, before this export was made: no head was given.${limit}`
}

/** How many of its entries a given hash vouches for. */
function reachOf({ entries, later }: ExportedRecord, heads: ReadonlySet<string>): number {
  return [...entries, ...later].findLastIndex(({ hash }) => heads.has(hash)) + 1
}

function endOf({ entries, later }: ExportedRecord): number {
  return entries.length + later.length
}

function said(what: string, found: readonly Reached[]): string[] {
  return found.length === 0 ? [] : [`${what}: ${found.map(({ record }) => record.reference).join(', ')}.`]
}
