import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { z } from 'zod'
import { fault, fileTrouble, nextClose, nextTrialBalance } from '../records/plans.ts'
import {
  recordedCall,
  recordedEffect,
  storedAnswer,
  storedDocument,
  storedEntity,
  storedFile,
  storedOrganization,
  storedPeriod,
  storedTrialBalance,
  users,
} from '../records/records.ts'
import { settings, storedClient, storedToken } from '../records/settings.ts'

/** One kind of record, in the order in which it was first written. */
type Collection<T> = {
  /** All, or those whose key starts with `prefix`. */
  all(prefix?: string): T[]
  entries(prefix?: string): { key: string; value: T }[]
  get(key: string): T | undefined
  put(key: string, value: T): void
  append(value: T): void
  /** Removes the oldest and returns it. */
  take(): T | undefined
  delete(key: string): void
  clear(): void
}

export type Store = ReturnType<typeof openStore>

function collection<S extends z.ZodType>(db: DatabaseSync, table: string, schema: S): Collection<z.infer<S>> {
  db.exec(
    `CREATE TABLE IF NOT EXISTS ${table} (seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT UNIQUE NOT NULL, json TEXT NOT NULL)`,
  )
  const selectAll = db.prepare(`SELECT key, json FROM ${table} WHERE key >= ? AND key < ? ORDER BY seq`)
  const selectOne = db.prepare(`SELECT json FROM ${table} WHERE key = ?`)
  const upsert = db.prepare(
    `INSERT INTO ${table} (key, json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET json = excluded.json`,
  )
  const takeFirst = db.prepare(`DELETE FROM ${table} WHERE seq = (SELECT min(seq) FROM ${table}) RETURNING json`)
  const deleteOne = db.prepare(`DELETE FROM ${table} WHERE key = ?`)
  const read = (json: unknown) => schema.parse(JSON.parse(String(json)))
  const entries = (prefix = '') =>
    selectAll.all(prefix, `${prefix}\u{10ffff}`).map((row) => ({ key: String(row.key), value: read(row.json) }))
  const put = (key: string, value: z.infer<S>) => void upsert.run(key, JSON.stringify(value))
  return {
    entries,
    put,
    all: (prefix) => entries(prefix).map((entry) => entry.value),
    get(key) {
      const row = selectOne.get(key)
      return row === undefined ? undefined : read(row.json)
    },
    append: (value) => put(randomUUID(), value),
    take() {
      const row = takeFirst.get()
      return row === undefined ? undefined : read(row.json)
    },
    delete: (key) => void deleteOne.run(key),
    clear: () => db.exec(`DELETE FROM ${table}`),
  }
}

/** Opens the tenant's SQLite file (`:memory:` for none). What `transaction` has returned from survives the process. */
export function openStore(file: string) {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000')
  return {
    periods: collection(db, 'periods', storedPeriod),
    trialBalances: collection(db, 'trial_balances', storedTrialBalance),
    documents: collection(db, 'documents', storedDocument),
    tokens: collection(db, 'tokens', storedToken),
    settings: collection(db, 'settings', settings),
    users: collection(db, 'users', users),
    entities: collection(db, 'entities', storedEntity),
    organizations: collection(db, 'organizations', storedOrganization),
    clients: collection(db, 'clients', storedClient),
    files: collection(db, 'files', storedFile),
    fileTroubles: collection(db, 'file_troubles', fileTrouble),
    firstAnswers: collection(db, 'first_answers', storedAnswer),
    faults: collection(db, 'faults', fault),
    nextTrialBalances: collection(db, 'next_trial_balances', nextTrialBalance),
    nextCloses: collection(db, 'next_closes', nextClose),
    calls: collection(db, 'calls', recordedCall),
    effects: collection(db, 'effects', recordedEffect),
    transaction<T>(run: () => T): T {
      db.exec('BEGIN IMMEDIATE')
      try {
        const result = run()
        db.exec('COMMIT')
        return result
      } catch (error) {
        // A full disk has ended it already.
        if (db.isTransaction) db.exec('ROLLBACK')
        throw error
      }
    },
    close: () => db.close(),
  }
}
