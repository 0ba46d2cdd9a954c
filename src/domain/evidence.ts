import type { Person } from './person.ts'

/** One thing that happened, as the record keeps it. `details` differ by kind; none holds an amount or a customer. */
export type LogEntry = {
  /** ISO, our clock. */
  at: string
  kind:
    | 'asked'
    | 'approval-asked'
    | 'approved'
    | 'rejected'
    | 'cancelled'
    | 'voided'
    | 'trial-balance-kept'
    | 'blocked'
    | 'range-continued'
    | 'zuora-asked'
    | 'zuora-answered'
    | 'outcome'
  by: Person | null
  details: Readonly<Record<string, unknown>>
}

export type Hash = (text: string) => string

/** The hash that the first entry of an entity's first request continues from. */
export const beginning = '0'.repeat(64)

/** JSON with the keys of every object in order and nothing undefined, so that the same entry has one text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  )
}

/** The chain's hashes for every entry of a log: each over the hash before it and the entry's canonical JSON. */
export function chainOf(log: readonly LogEntry[], chained: readonly string[], previous: string, hash: Hash): string[] {
  const hashes = [...chained]
  for (const entry of log.slice(chained.length)) {
    hashes.push(hash(`${hashes.at(-1) ?? previous}\n${canonicalJson(entry)}`))
  }
  return hashes
}
