import type { DatabaseSync } from 'node:sqlite'
import { readBodies } from './read-rows.ts'

/** What a `response_url` answers to: a command, or a click in a message that may be replaced or deleted. */
export type ResponseUrl = {
  id: string
  user: string
  channel: string
  createdAt: string
  uses: number
  source: { kind: 'command' } | { kind: 'message'; ts: string } | { kind: 'ephemeral'; ts: string }
}

export type ResponseUrls = {
  put(responseUrl: ResponseUrl): void
  find(id: string): ResponseUrl | undefined
}

export const openResponseUrls = (database: DatabaseSync): ResponseUrls => {
  database.exec('CREATE TABLE IF NOT EXISTS response_urls (id TEXT PRIMARY KEY, body TEXT NOT NULL)')
  const put = database.prepare('INSERT OR REPLACE INTO response_urls (id, body) VALUES (?, ?)')
  const find = database.prepare('SELECT body FROM response_urls WHERE id = ?')
  return {
    put: (responseUrl) => {
      put.run(responseUrl.id, JSON.stringify(responseUrl))
    },
    find: (id) => readBodies<ResponseUrl>(find.all(id))[0],
  }
}
