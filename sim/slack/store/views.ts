import type { DatabaseSync } from 'node:sqlite'
import type { View } from '../shapes.ts'
import { readBodies } from './read-rows.ts'

export type StoredView = { view: View; user: string }

export type Views = {
  put(stored: StoredView): void
  find(id: string): StoredView | undefined
  findByExternalId(externalId: string): StoredView | undefined
  remove(id: string): void
  /** The open modals of a person, the lowest first. */
  modals(user: string): View[]
  home(user: string): View | undefined
}

export const openViews = (database: DatabaseSync): Views => {
  database.exec(`CREATE TABLE IF NOT EXISTS views (
    n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, user TEXT NOT NULL, kind TEXT NOT NULL,
    external TEXT NOT NULL, body TEXT NOT NULL)`)
  const put = database.prepare(`INSERT INTO views (id, user, kind, external, body) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET external = excluded.external, body = excluded.body`)
  const find = database.prepare('SELECT body FROM views WHERE id = ?')
  const findByExternalId = database.prepare("SELECT body FROM views WHERE external = ? AND external <> ''")
  const remove = database.prepare('DELETE FROM views WHERE id = ?')
  const list = database.prepare('SELECT body FROM views WHERE user = ? AND kind = ? ORDER BY n')
  return {
    put: (stored) => {
      const { view, user } = stored
      put.run(view.id, user, view.type, view.external_id, JSON.stringify(stored))
    },
    find: (id) => readBodies<StoredView>(find.all(id))[0],
    findByExternalId: (externalId) => readBodies<StoredView>(findByExternalId.all(externalId))[0],
    remove: (id) => {
      remove.run(id)
    },
    modals: (user) => readBodies<StoredView>(list.all(user, 'modal')).map(({ view }) => view),
    home: (user) => readBodies<StoredView>(list.all(user, 'home')).map(({ view }) => view)[0],
  }
}
