import type { DatabaseSync } from 'node:sqlite'

/** A Web API call as it was answered; never its arguments, so that no token is kept. */
type Call = { at: string; method: string; ok: boolean; error: string | null }

export type Calls = { add(call: Call): void; list(): Call[] }

const kept = 5000

export const openCalls = (database: DatabaseSync): Calls => {
  database.exec(`CREATE TABLE IF NOT EXISTS calls (
    n INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, method TEXT NOT NULL, ok INTEGER NOT NULL, error TEXT)`)
  const add = database.prepare('INSERT INTO calls (at, method, ok, error) VALUES (?, ?, ?, ?)')
  const forget = database.prepare('DELETE FROM calls WHERE n <= ?')
  const list = database.prepare('SELECT at, method, ok, error FROM calls ORDER BY n')
  return {
    add: (call) => {
      const { lastInsertRowid } = add.run(call.at, call.method, call.ok ? 1 : 0, call.error)
      forget.run(Number(lastInsertRowid) - kept)
    },
    list: () =>
      list.all().map((row) => ({
        at: String(row.at),
        method: String(row.method),
        ok: row.ok === 1,
        error: row.error === null ? null : String(row.error),
      })),
  }
}
