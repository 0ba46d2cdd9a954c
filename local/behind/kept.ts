import { rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { BehindEntry, BehindPart, BehindSource } from '../../sim/slack/behind/behind-source.ts'
import type { NewEntry } from './entry.ts'

const MOST_ENTRIES = 4000
/** So that a night of schedules takes no request away. */
const MOST_OF_SCHEDULES = 600
const LAYOUT = 1
const FORGET_EVERY = 100
const LONGEST_BODY = 40_000

const schema = `
  DROP TABLE IF EXISTS entries;
  CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, revision INTEGER NOT NULL, span TEXT, link TEXT,
    ofSchedule INTEGER NOT NULL DEFAULT 0, entry TEXT NOT NULL, parts TEXT NOT NULL);
  CREATE INDEX by_revision ON entries (revision);
  CREATE INDEX by_span ON entries (span) WHERE span IS NOT NULL;
  CREATE INDEX by_link ON entries (link);
  CREATE INDEX by_schedule ON entries (id) WHERE ofSchedule = 1;
  PRAGMA user_version = ${LAYOUT};`

type Shown = Omit<BehindEntry, 'id' | 'revision'>

/** The ring of entries in one SQLite file. What a kill of the machine itself takes from it is no loss. */
export function openKept(file: string): Pick<BehindSource, 'read' | 'exchange'> & {
  add(entry: NewEntry): void
  close(): void
} {
  const database = openOrBeginAnew(file)
  const insert = database.prepare('INSERT INTO entries (revision, span, link, entry, parts) VALUES (?, ?, ?, ?, ?)')
  const change = database.prepare('UPDATE entries SET revision = ?, entry = ?, parts = ? WHERE id = ?')
  const selectSpan = database.prepare('SELECT id, entry, parts FROM entries WHERE span = ? ORDER BY id DESC LIMIT 1')
  const selectSince = database.prepare('SELECT id, revision, entry FROM entries WHERE revision > ? ORDER BY revision')
  const selectParts = database.prepare('SELECT parts FROM entries WHERE id = ?')
  const markSchedule = database.prepare(
    `UPDATE entries SET ofSchedule = 1 WHERE link = ? AND json_array_length(entry, '$.references') = 0`,
  )
  const forgetSchedules = database.prepare(`DELETE FROM entries WHERE ofSchedule = 1 AND id <=
    (SELECT id FROM entries WHERE ofSchedule = 1 ORDER BY id DESC LIMIT 1 OFFSET ?)`)
  const forget = database.prepare('DELETE FROM entries WHERE id <= (SELECT MAX(id) FROM entries) - ?')
  let revision = Number(database.prepare('SELECT MAX(revision) AS newest FROM entries').get()?.newest ?? 0)

  return {
    add({ span, parts, atMs, isSchedule, ...entry }) {
      revision += 1
      const cut = parts.map(cutPart)
      const begun = span?.is === 'end' ? selectSpan.get(span.key) : undefined
      if (begun === undefined) {
        const shown: Shown = { ...entry, at: new Date(atMs).toISOString() }
        insert.run(revision, span?.key ?? null, entry.links[0] ?? null, JSON.stringify(shown), JSON.stringify(cut))
      } else {
        const before: Shown = JSON.parse(String(begun.entry))
        const shown = { ...before, ...ending(entry), tookMs: atMs - Date.parse(before.at) }
        const both: BehindPart[] = [...JSON.parse(String(begun.parts)), ...cut]
        change.run(revision, JSON.stringify(shown), JSON.stringify(both), begun.id ?? 0)
      }
      if (isSchedule) markSchedule.run(entry.links[0] ?? '')
      if (revision % FORGET_EVERY !== 0) return
      forgetSchedules.run(MOST_OF_SCHEDULES)
      forget.run(MOST_ENTRIES)
    },
    read(sinceRevision) {
      const from = sinceRevision > revision ? 0 : sinceRevision
      const entries = selectSince
        .all(from)
        .map((row) => ({ ...JSON.parse(String(row.entry)), id: Number(row.id), revision: Number(row.revision) }))
      return { from, revision, entries }
    },
    exchange(id) {
      const row = selectParts.get(id)
      return row === undefined ? undefined : JSON.parse(String(row.parts))
    },
    close: () => database.close(),
  }
}

/** What the end of a span says of the whole. */
function ending({ result, isTrouble }: Pick<NewEntry, 'result' | 'isTrouble'>) {
  return { result, isTrouble }
}

function cutPart(part: BehindPart): BehindPart {
  const text = typeof part.body === 'string' ? part.body : (JSON.stringify(part.body) ?? '')
  if (text.length <= LONGEST_BODY) return part
  return { ...part, body: `${text.slice(0, LONGEST_BODY)}… (${text.length - LONGEST_BODY} more characters)` }
}

/** Only what was seen is in it: where it cannot be read, or is of an older layout, it is begun anew. */
function openOrBeginAnew(file: string): DatabaseSync {
  try {
    return open(file)
  } catch {
    for (const each of [file, `${file}-wal`, `${file}-shm`]) rmSync(each, { force: true })
    return open(file)
  }
}

function open(file: string): DatabaseSync {
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;')
    if (database.prepare('PRAGMA user_version').get()?.user_version !== LAYOUT) database.exec(schema)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
