import type { DatabaseSync } from 'node:sqlite'
import type { SlackFile } from '../shapes.ts'
import { readBodies } from './read-rows.ts'

/** A file from the moment its upload was announced. */
export type StoredFile = {
  file: SlackFile
  /** What the upload address ends in. */
  ticket: string
  /** Its bytes have arrived; a bot has completed the upload. */
  state: 'announced' | 'uploaded' | 'completed'
}

export type Files = {
  put(stored: StoredFile): void
  putBytes(id: string, bytes: Buffer): void
  find(id: string): StoredFile | undefined
  findByTicket(ticket: string): StoredFile | undefined
  readBytes(id: string): Buffer | undefined
}

export const openFiles = (database: DatabaseSync): Files => {
  database.exec(`CREATE TABLE IF NOT EXISTS files (
    id TEXT PRIMARY KEY, ticket TEXT NOT NULL UNIQUE, body TEXT NOT NULL, bytes BLOB)`)
  const put = database.prepare(`INSERT INTO files (id, ticket, body) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET body = excluded.body`)
  const putBytes = database.prepare('UPDATE files SET bytes = ? WHERE id = ?')
  const find = database.prepare('SELECT body FROM files WHERE id = ?')
  const findByTicket = database.prepare('SELECT body FROM files WHERE ticket = ?')
  const readBytes = database.prepare('SELECT bytes FROM files WHERE id = ?')
  return {
    put: (stored) => {
      put.run(stored.file.id, stored.ticket, JSON.stringify(stored))
    },
    putBytes: (id, bytes) => {
      putBytes.run(bytes, id)
    },
    find: (id) => readBodies<StoredFile>(find.all(id))[0],
    findByTicket: (ticket) => readBodies<StoredFile>(findByTicket.all(ticket))[0],
    readBytes: (id) => {
      const bytes = readBytes.get(id)?.bytes
      return bytes instanceof Uint8Array ? Buffer.from(bytes) : undefined
    },
  }
}
