/** The documents whose dates put them into a period. */
export const documentKinds = ['invoices', 'payments', 'refunds', 'credit-memos', 'debit-memos'] as const

export type DocumentKind = (typeof documentKinds)[number]

/** How many documents are dated in a period and the newest `updateddate` among them, in Zuora's text. `more`: at least `count`. */
export type Watermark = { documents: DocumentKind } & (
  | { kind: 'seen'; count: number; more: boolean; newest: string | null }
  | { kind: 'not-checked'; because: string }
)

/** How many documents of a kind were changed after a watermark. */
export type DocumentsChanged = { documents: DocumentKind } & (
  | { kind: 'counted'; count: number; more: boolean }
  | { kind: 'not-checked'; because: string }
)

/** What became of the documents since a moment, or why there is nothing to compare them with. */
export type DocumentsSince = { kind: 'looked'; changed: readonly DocumentsChanged[] } | NoMarks

/** There are no marks from right before the trial balance in question. */
export type NoMarks = { kind: 'no-marks'; because: 'ran-before-request' | 'run-by-others' | 'not-taken' }

/** The marks of those kinds of which something was changed: only there is anything to count. */
export function marksThatMoved(before: readonly Watermark[], now: readonly Watermark[]): Watermark[] {
  return before.filter((mark) => hasMoved(mark, ofKind(now, mark.documents)))
}

function hasMoved(mark: Watermark, after: Watermark | undefined): boolean {
  return mark.kind === 'seen' && after?.kind === 'seen' && after.newest !== mark.newest
}

/**
 * What became of the documents between two looks: those `counted` as changed, and those that are gone, which leave no trace
 * but a smaller number. A mark that moved is a change, even where they could not be counted; what one of the looks could not
 * see is not checked, never "none".
 */
export function changedBetween(
  before: readonly Watermark[],
  now: readonly Watermark[],
  counted: readonly DocumentsChanged[],
): DocumentsChanged[] {
  return before.map((mark): DocumentsChanged => {
    const { documents } = mark
    const after = ofKind(now, documents)
    if (mark.kind === 'not-checked') return mark
    if (after?.kind !== 'seen') {
      return { documents, kind: 'not-checked', because: after?.because ?? 'it was not looked at' }
    }
    const more = mark.more || after.more ? 0 : after.count - mark.count
    // Zuora's times are whole seconds: one may have been added within the newest.
    if (!hasMoved(mark, after)) return { documents, kind: 'counted', count: Math.abs(more), more: false }
    const gone = Math.max(0, -more)
    const changed = ofKind(counted, documents)
    if (changed?.kind !== 'counted') return { documents, kind: 'counted', count: Math.max(1, gone), more: true }
    return { ...changed, count: Math.max(1, changed.count + gone) }
  })
}

/** Those of which something was changed. */
export function thoseChanged(changed: readonly DocumentsChanged[]) {
  return changed.flatMap((one) => (one.kind === 'counted' && one.count > 0 ? [one] : []))
}

function ofKind<T extends { documents: DocumentKind }>(all: readonly T[], documents: DocumentKind): T | undefined {
  return all.find((one) => one.documents === documents)
}
