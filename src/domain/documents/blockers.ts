/** What Zuora requires to be cleared before a close. No API lists these; each is reproduced by one Object Query scan. */
export const requiredItems = [
  'draft-invoices',
  'draft-payments',
  'processing-payments',
  'processing-refunds',
  'draft-credit-memos',
  'draft-debit-memos',
] as const

export type RequiredItem = (typeof requiredItems)[number]

/** The result of one scan. `query`: what Zuora was asked, its path and filters; an older scan has none. `more`: counting stopped at `count`, there are at least that many. */
export type Scan = { item: RequiredItem; query?: string } & (
  | { kind: 'counted'; count: number; more: boolean }
  | { kind: 'not-checked'; because: string }
)
