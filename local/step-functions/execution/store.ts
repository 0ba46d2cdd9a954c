import { createHash } from 'node:crypto'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import type { Change, NewEvent } from './change.ts'
import { dueAt, type Execution, executionShape, statusOf } from './execution.ts'

export type StoredEvent = { id: number; at: number; event: NewEvent }
/** Told of what was stored. */
export type OnEvents = (execution: Execution, events: readonly NewEvent[]) => void
export type Stored = { execution: Execution; version: number; number: number }

const schema = `
  CREATE TABLE IF NOT EXISTS executions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, machine TEXT NOT NULL, status TEXT NOT NULL,
    due_at INTEGER, ended_at INTEGER, version INTEGER NOT NULL, record TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS due ON executions (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS ended ON executions (ended_at) WHERE ended_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS by_machine ON executions (machine, status, number);
  CREATE TABLE IF NOT EXISTS events (
    arn TEXT NOT NULL, id INTEGER NOT NULL, at INTEGER NOT NULL, event TEXT NOT NULL, PRIMARY KEY (arn, id)) STRICT;
  CREATE TABLE IF NOT EXISTS tokens (token TEXT PRIMARY KEY, arn TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS definitions (id TEXT PRIMARY KEY, definition TEXT NOT NULL) STRICT;`

/** Executions, their history and their tokens in one SQLite file. Every method is one transaction. */
export class Store {
  readonly #db: DatabaseSync
  readonly #onEvents: OnEvents

  /** Throws if another process has the file open: two interpreters would run every execution twice. */
  constructor(file: string, onEvents: OnEvents = () => {}) {
    this.#onEvents = onEvents
    this.#db = new DatabaseSync(file)
    try {
      this.#db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
      this.#db.exec(schema)
    } catch (cause) {
      this.#db.close()
      throw new Error(`${file} cannot be opened; is it in use by another process?`, { cause })
    }
  }

  close(): void {
    this.#db.close()
  }

  /** All of it as it is now, into a file that is not there yet: nobody else can read this one while it is open. */
  copyTo(file: string): void {
    this.#db.prepare('VACUUM INTO ?').run(file)
  }

  /** False, and nothing stored, if there is already an execution of that ARN. */
  insert({ execution, events }: Change): boolean {
    return this.#storing({ execution, events }, () => {
      const sql = 'INSERT OR IGNORE INTO executions (arn, machine, status, version, record) VALUES (?, ?, ?, 0, ?)'
      const record = JSON.stringify(execution)
      const { changes } = this.#db
        .prepare(sql)
        .run(execution.arn, execution.stateMachineArn, statusOf(execution), record)
      if (changes === 0) return false
      this.#append(execution, events, execution.startedAt)
      return true
    })
  }

  /** False, and nothing stored, if the execution has changed since it was read as `version`. */
  update({ execution, events }: Change, { version, now }: { version: number; now: number }): boolean {
    return this.#storing({ execution, events }, () => {
      const sql =
        'UPDATE executions SET status = ?, due_at = ?, ended_at = ?, version = version + 1, record = ? WHERE arn = ? AND version = ?'
      const { progress } = execution
      const endedAt = progress.kind === 'ended' ? progress.endedAt : null
      const record = JSON.stringify(execution)
      const { changes } = this.#db
        .prepare(sql)
        .run(statusOf(execution), dueAt(execution), endedAt, record, execution.arn, version)
      if (changes === 0) return false
      this.#append(execution, events, now)
      if (progress.kind === 'running' && progress.visit.turn.kind === 'invoking' && progress.visit.turn.token !== null)
        this.#db.prepare('INSERT OR IGNORE INTO tokens VALUES (?, ?)').run(progress.visit.turn.token, execution.arn)
      return true
    })
  }

  #storing({ execution, events }: Change, store: () => boolean): boolean {
    const isStored = this.#transaction(store)
    if (isStored) this.#onEvents(execution, events)
    return isStored
  }

  #append({ arn, lastEventId }: Execution, events: NewEvent[], at: number): void {
    const statement = this.#db.prepare('INSERT INTO events VALUES (?, ?, ?, ?)')
    for (const [index, event] of events.entries())
      statement.run(arn, lastEventId - events.length + index + 1, at, JSON.stringify(event))
  }

  read(arn: string): Stored | undefined {
    const row = this.#db.prepare('SELECT number, version, record FROM executions WHERE arn = ?').get(arn)
    return row === undefined ? undefined : toStored(row)
  }

  list(machine: string, page: { status: string | null; before: number; limit: number }): Stored[] {
    const sql = `SELECT number, version, record FROM executions
      WHERE machine = ?1 AND (?2 IS NULL OR status = ?2) AND number < ?3 ORDER BY number DESC LIMIT ?4`
    return this.#db.prepare(sql).all(machine, page.status, page.before, page.limit).map(toStored)
  }

  events(arn: string, page: { after: number; reverse: boolean; limit: number }): StoredEvent[] {
    const sql = page.reverse
      ? 'SELECT id, at, event FROM events WHERE arn = ? AND id < ? ORDER BY id DESC LIMIT ?'
      : 'SELECT id, at, event FROM events WHERE arn = ? AND id > ? ORDER BY id LIMIT ?'
    return this.#db
      .prepare(sql)
      .all(arn, page.after, page.limit)
      .map(({ id, at, event }) => ({ id: Number(id), at: Number(at), event: JSON.parse(String(event)) }))
  }

  executionOfToken(token: string): Stored | undefined {
    const row = this.#db.prepare('SELECT arn FROM tokens WHERE token = ?').get(token)
    return row === undefined ? undefined : this.read(String(row.arn))
  }

  running(): string[] {
    return this.#arns("SELECT arn FROM executions WHERE status = 'RUNNING' ORDER BY number")
  }

  due(now: number): string[] {
    return this.#arns('SELECT arn FROM executions WHERE due_at <= ? ORDER BY due_at', now)
  }

  nextDueAt(): number | undefined {
    const row = this.#db.prepare('SELECT MIN(due_at) AS at FROM executions WHERE due_at IS NOT NULL').get()
    return typeof row?.at === 'number' ? row.at : undefined
  }

  /** Forgets executions that ended before the moment, which frees their names. */
  forgetEndedBefore(moment: number): void {
    this.#transaction(() => {
      for (const arn of this.#arns('SELECT arn FROM executions WHERE ended_at < ?', moment))
        for (const table of ['events', 'tokens', 'executions'])
          this.#db.prepare(`DELETE FROM ${table} WHERE arn = ?`).run(arn)
    })
  }

  /** Keeps the definition for as long as there is the file, and returns its id. */
  keepDefinition(definition: unknown): string {
    const text = JSON.stringify(definition)
    const id = createHash('sha256').update(text).digest('hex')
    this.#db.prepare('INSERT OR IGNORE INTO definitions VALUES (?, ?)').run(id, text)
    return id
  }

  readDefinition(id: string): unknown {
    return JSON.parse(
      String(this.#db.prepare('SELECT definition FROM definitions WHERE id = ?').get(id)?.definition ?? 'null'),
    )
  }

  #arns(sql: string, ...parameters: number[]): string[] {
    return this.#db
      .prepare(sql)
      .all(...parameters)
      .map(({ arn }) => String(arn))
  }

  #transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.#db.exec('COMMIT')
      return result
    } catch (error) {
      // A full disk has ended it already.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
      throw error
    }
  }
}

function toStored(row: Record<string, SQLOutputValue>): Stored {
  const execution = executionShape.parse(JSON.parse(String(row.record)))
  return { execution, version: Number(row.version), number: Number(row.number) }
}
