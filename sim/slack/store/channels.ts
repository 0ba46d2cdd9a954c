import type { DatabaseSync } from 'node:sqlite'
import { botStartsIn } from '../workspace/workspace.ts'

/** With whom a channel is shared: other workspaces of the organisation, another company, or one that was invited. */
export type Sharing = 'no' | 'organisation' | 'company' | 'company-invited'

/** What an administrator, or whoever is in it, made of a channel. */
export type ChannelState = { isPrivate: boolean; shared: Sharing }

/** What changes about a channel: whether the bot is in it, how far each person has read, and who else can read it. */
export type Channels = {
  addBot(channel: string): void
  isBotIn(channel: string): boolean
  change(channel: string, changes: Partial<ChannelState>): void
  stateOf(channel: string): ChannelState
  markRead(user: string, channel: string, ts: string): void
  readUpTo(user: string, channel: string): string
}

export const openChannels = (database: DatabaseSync): Channels => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS bot_channels (channel TEXT PRIMARY KEY);
    CREATE TABLE IF NOT EXISTS reads (user TEXT NOT NULL, channel TEXT NOT NULL, ts TEXT NOT NULL,
      PRIMARY KEY (user, channel));
    CREATE TABLE IF NOT EXISTS channel_states (channel TEXT PRIMARY KEY, state TEXT NOT NULL);`)
  const add = database.prepare('INSERT OR IGNORE INTO bot_channels (channel) VALUES (?)')
  const has = database.prepare('SELECT 1 AS found FROM bot_channels WHERE channel = ?')
  const mark = database.prepare(`INSERT INTO reads (user, channel, ts) VALUES (?, ?, ?)
    ON CONFLICT (user, channel) DO UPDATE SET ts = max(ts, excluded.ts)`)
  const read = database.prepare('SELECT ts FROM reads WHERE user = ? AND channel = ?')
  const keep = database.prepare('INSERT OR REPLACE INTO channel_states (channel, state) VALUES (?, ?)')
  const kept = database.prepare('SELECT state FROM channel_states WHERE channel = ?')
  const stateOf = (channel: string): ChannelState => {
    const begins: ChannelState = { isPrivate: false, shared: 'no' }
    return { ...begins, ...JSON.parse(String(kept.get(channel)?.state ?? '{}')) }
  }
  for (const channel of botStartsIn) add.run(channel)
  return {
    stateOf,
    change: (channel, changes) => {
      keep.run(channel, JSON.stringify({ ...stateOf(channel), ...changes }))
    },
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
