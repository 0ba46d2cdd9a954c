import type { DatabaseSync } from 'node:sqlite'
import type { Ephemeral } from '../shapes.ts'
import { readBodies } from './read-rows.ts'

export type Ephemerals = {
  put(ephemeral: Ephemeral): void
  find(user: string, ts: string): Ephemeral | undefined
  remove(user: string, ts: string): void
  /** Oldest first; those after a moment, where one is given. */
  list(user: string, after?: string): Ephemeral[]
  newestTs(): string
}

export const openEphemerals = (database: DatabaseSync): Ephemerals => {
  database.exec(`CREATE TABLE IF NOT EXISTS ephemerals (
    user TEXT NOT NULL, ts TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (user, ts))`)
  const put = database.prepare('INSERT OR REPLACE INTO ephemerals (user, ts, body) VALUES (?, ?, ?)')
  const find = database.prepare('SELECT body FROM ephemerals WHERE user = ? AND ts = ?')
  const remove = database.prepare('DELETE FROM ephemerals WHERE user = ? AND ts = ?')
  const list = database.prepare('SELECT body FROM ephemerals WHERE user = ? AND ts > ? ORDER BY ts')
  const newest = database.prepare('SELECT max(ts) AS ts FROM ephemerals')
  return {
    put: (ephemeral) => {
      put.run(ephemeral.user, ephemeral.ts, JSON.stringify(ephemeral))
    },
    find: (user, ts) => readBodies<Ephemeral>(find.all(user, ts))[0],
    remove: (user, ts) => {
      remove.run(user, ts)
    },
    list: (user, after = '') => readBodies<Ephemeral>(list.all(user, after)),
    newestTs: () => String(newest.get()?.ts ?? ''),
  }
}
