import type { DatabaseSync } from 'node:sqlite'
import type { ChangedMessages, Message } from '../shapes.ts'
import { openChanges } from './changes.ts'
import { readBodies } from './read-rows.ts'

export type Messages = {
  put(message: Message): void
  find(channel: string, ts: string): Message | undefined
  remove(channel: string, ts: string): void
  /** Oldest first, thread replies included. */
  list(channel: string): Message[]
  /** No more than so many of the newest, oldest first. */
  newest(channel: string, most: number): Message[]
  count(channel: string): number
  /** What others said in the channel after a moment; a reply in a thread leaves its channel as read as it was. */
  countUnread(channel: string, of: { user: string; after: string }): number
  replies(channel: string, threadTs: string): Message[]
  newestTs(): string
  revision(): string
  /** What changed since a revision; undefined where that is not known any more. */
  changedSince(revision: string, channel: string): Pick<ChangedMessages, 'messages' | 'gone'> | undefined
}

const openTable = (database: DatabaseSync) => {
  database.exec(`CREATE TABLE IF NOT EXISTS messages (
    channel TEXT NOT NULL, ts TEXT NOT NULL, thread TEXT, body TEXT NOT NULL, PRIMARY KEY (channel, ts))`)
  return {
    put: database.prepare('INSERT OR REPLACE INTO messages (channel, ts, thread, body) VALUES (?, ?, ?, ?)'),
    find: database.prepare('SELECT body FROM messages WHERE channel = ? AND ts = ?'),
    remove: database.prepare('DELETE FROM messages WHERE channel = ? AND ts = ?'),
    list: database.prepare('SELECT body FROM messages WHERE channel = ? ORDER BY ts'),
    newest: database.prepare('SELECT body FROM messages WHERE channel = ? ORDER BY ts DESC LIMIT ?'),
    count: database.prepare('SELECT count(*) AS count FROM messages WHERE channel = ?'),
    unread: database.prepare(`SELECT count(*) AS count FROM messages WHERE channel = ? AND ts > ?
      AND body ->> 'user' <> ? AND (thread IS NULL OR body ->> 'subtype' = 'thread_broadcast')`),
    replies: database.prepare('SELECT body FROM messages WHERE channel = ? AND thread = ? ORDER BY ts'),
    newestTs: database.prepare('SELECT max(ts) AS ts FROM messages'),
  }
}

export const openMessages = (database: DatabaseSync): Messages => {
  const table = openTable(database)
  const changes = openChanges()
  const find = (channel: string, ts: string) => readBodies<Message>(table.find.all(channel, ts))[0]
  return {
    put: (message) => {
      table.put.run(message.channel, message.ts, message.thread_ts ?? null, JSON.stringify(message))
      changes.note(message.channel, message.ts)
    },
    find,
    remove: (channel, ts) => {
      table.remove.run(channel, ts)
      changes.note(channel, ts)
    },
    list: (channel) => readBodies<Message>(table.list.all(channel)),
    newest: (channel, most) => readBodies<Message>(table.newest.all(channel, most)).reverse(),
    count: (channel) => Number(table.count.get(channel)?.count),
    countUnread: (channel, { user, after }) => Number(table.unread.get(channel, after, user)?.count),
    replies: (channel, threadTs) => readBodies<Message>(table.replies.all(channel, threadTs)),
    newestTs: () => String(table.newestTs.get()?.ts ?? ''),
    revision: changes.revision,
    changedSince: (revision, channel) => {
      const changed = changes.since(revision, channel)?.map((ts) => ({ ts, message: find(channel, ts) }))
      return changed === undefined
        ? undefined
        : {
            messages: changed.flatMap(({ message }) => message ?? []),
            gone: changed.flatMap(({ ts, message }) => (message ? [] : [ts])),
          }
    },
  }
}
