import type { DatabaseSync } from 'node:sqlite'
import { botStartsIn } from '../workspace/workspace.ts'

/** What changes about a channel: whether the bot is in it, and how far each person has read. */
export type Channels = {
  addBot(channel: string): void
  isBotIn(channel: string): boolean
  markRead(user: string, channel: string, ts: string): void
  readUpTo(user: string, channel: string): string
}

export const openChannels = (database: DatabaseSync): Channels => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS bot_channels (channel TEXT PRIMARY KEY);
    CREATE TABLE IF NOT EXISTS reads (user TEXT NOT NULL, channel TEXT NOT NULL, ts TEXT NOT NULL,
      PRIMARY KEY (user, channel));`)
  const add = database.prepare('INSERT OR IGNORE INTO bot_channels (channel) VALUES (?)')
  const has = database.prepare('SELECT 1 AS found FROM bot_channels WHERE channel = ?')
  const mark = database.prepare(`INSERT INTO reads (user, channel, ts) VALUES (?, ?, ?)
    ON CONFLICT (user, channel) DO UPDATE SET ts = max(ts, excluded.ts)`)
  const read = database.prepare('SELECT ts FROM reads WHERE user = ? AND channel = ?')
  for (const channel of botStartsIn) add.run(channel)
  return {
    addBot: (channel) => {
      add.run(channel)
    },
    isBotIn: (channel) => channel.startsWith('D') || has.get(channel) !== undefined,
    markRead: (user, channel, ts) => {
      mark.run(user, channel, ts)
    },
    readUpTo: (user, channel) => String(read.get(user, channel)?.ts ?? ''),
  }
}
