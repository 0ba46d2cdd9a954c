import type { DatabaseSync } from 'node:sqlite'
import type { Message } from '../shapes.ts'
import { readBodies } from './read-rows.ts'

export type Messages = {
  put(message: Message): void
  find(channel: string, ts: string): Message | undefined
  remove(channel: string, ts: string): void
  /** Oldest first, thread replies included. */
  list(channel: string): Message[]
  replies(channel: string, threadTs: string): Message[]
  newestTs(): string
}

export const openMessages = (database: DatabaseSync): Messages => {
  database.exec(`CREATE TABLE IF NOT EXISTS messages (
    channel TEXT NOT NULL, ts TEXT NOT NULL, thread TEXT, body TEXT NOT NULL, PRIMARY KEY (channel, ts))`)
  const put = database.prepare('INSERT OR REPLACE INTO messages (channel, ts, thread, body) VALUES (?, ?, ?, ?)')
  const find = database.prepare('SELECT body FROM messages WHERE channel = ? AND ts = ?')
  const remove = database.prepare('DELETE FROM messages WHERE channel = ? AND ts = ?')
  const list = database.prepare('SELECT body FROM messages WHERE channel = ? ORDER BY ts')
  const replies = database.prepare('SELECT body FROM messages WHERE channel = ? AND thread = ? ORDER BY ts')
  const newest = database.prepare('SELECT max(ts) AS ts FROM messages')
  return {
    put: (message) => {
      put.run(message.channel, message.ts, message.thread_ts ?? null, JSON.stringify(message))
    },
    find: (channel, ts) => readBodies<Message>(find.all(channel, ts))[0],
    remove: (channel, ts) => {
      remove.run(channel, ts)
    },
    list: (channel) => readBodies<Message>(list.all(channel)),
    replies: (channel, threadTs) => readBodies<Message>(replies.all(channel, threadTs)),
    newestTs: () => String(newest.get()?.ts ?? ''),
  }
}
