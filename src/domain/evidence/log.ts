import type { Person } from '../person.ts'

/** One thing that happened, as the record keeps it. `details` differ by kind; none holds an amount or a customer. */
export type LogEntry = {
  /** ISO, our clock. */
  at: string
  kind: EntryKind
  by: Person | null
  /** Slack's own time of what the person did, as Slack writes it. */
  slackTs?: string
  /** The policy in force, by its hash. */
  policy?: string
  /** The program that wrote it: version and commit. */
  code?: string
  details: Readonly<Record<string, unknown>>
}

export type EntryKind =
  | 'asked'
  | 'approval-asked'
  | 'approved'
  | 'rejected'
  | 'withdrawn'
  | 'escalated'
  | 'nudged'
  | 'held'
  | 'taken-over'
  | 'cancelled'
  | 'voided'
  | 'trial-balance-kept'
  | 'trial-balance-ended'
  | 'scanned'
  | 'blocked'
  | 'range-continued'
  | 'zuora-asked'
  | 'zuora-answered'
  | 'message-posted'
  | 'ended-by-hand'
  | 'outcome'
  /** Beside a sealed log: what came after its outcome. */
  | 'followed-up'
  | 'notes-stamped'
  | FiledKind

/** Of what is in the register beside requests. */
export type FiledKind = 'filed' | 'delegation-ended' | 'explained' | 'acknowledged' | 'announced'

export type Hash = (text: string) => string

/** The hash that the first entry of an entity's first request continues from. */
export const beginning = '0'.repeat(64)

/** JSON with the keys of every object in order and nothing undefined, so that the same entry has one text. */
export function canonicalJson(value: unknown): string {
  return textOf(value) ?? 'null'
}

// Written out member by member: an object in JavaScript puts keys such as "10" before all others, whatever the order given.
function textOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return `[${value.map((inner) => textOf(inner) ?? 'null').join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .flatMap(([key, inner]) => {
      const text = textOf(inner)
      return text === undefined ? [] : [`${JSON.stringify(key)}:${text}`]
    })
  return `{${members.join(',')}}`
}

/** The chain's hashes for every entry of a log: each over the hash before it and the entry's canonical JSON. */
export function chainOf(log: readonly LogEntry[], chained: readonly string[], previous: string, hash: Hash): string[] {
  const hashes = [...chained]
  for (const entry of log.slice(chained.length)) {
    hashes.push(hash(`${hashes.at(-1) ?? previous}\n${canonicalJson(entry)}`))
  }
  return hashes
}
