import type { Hash, LogEntry } from '../../domain/evidence/log.ts'

/**
 * How entries are written. `hash`: SHA-256 in hex. `stamp`: the entry with the policy in force and the code that writes it.
 * `keepPolicy`: keeps that policy's text; awaited before anything is written that names its hash.
 */
export type Recording = {
  hash: Hash
  stamp: (entity: string, entry: LogEntry) => LogEntry
  keepPolicy: (entity: string) => Promise<void>
}
