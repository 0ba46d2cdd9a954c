import {
  type ExportedEntry,
  type ExportedRecord,
  memberOf,
  membersOf,
} from '../../domain/evidence/export/evidence-export.ts'
import { around, at } from '../words/plain-words.ts'

/** What became of an approval in the end: taken back, void and why, or stood; empty where that is open, and for what is no approval. */
export function whatBecame({ sequence, entry }: ExportedEntry, { entries, head }: ExportedRecord): string {
  if (entry.kind !== 'approved') return ''
  const round = at(entry.details, 'round')
  const after = entries.filter((one) => one.sequence > sequence && at(one.entry.details, 'round') === round)
  for (const { entry: later } of after) {
    if (later.kind === 'withdrawn' && isTakenBackBy(later, entry.by?.id)) return 'taken back'
    if (later.kind === 'voided') return around('void, no longer as it was: ', changedIn(later)) || 'void'
  }
  return head === null ? '' : 'stood to the end'
}

/** By its person, or fallen with the approval of an earlier stage. */
function isTakenBackBy({ details }: ExportedEntry['entry'], approver: string | undefined): boolean {
  const fallen = membersOf(memberOf(details, 'fellWithIt')).map((one) => at(one, 'by', 'id'))
  return approver !== undefined && [at(details, 'approvalOf', 'id'), ...fallen].includes(approver)
}

function changedIn({ details }: ExportedEntry['entry']): string {
  return membersOf(memberOf(details, 'changes'))
    .map((change) => at(change, 'what'))
    .join(', ')
}
