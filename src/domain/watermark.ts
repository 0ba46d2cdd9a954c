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
