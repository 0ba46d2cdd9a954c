import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { FunctionError, Invocation, InvocationResult } from './invocation.ts'

type Event = Invocation & { id: number; functionName: string; failures: number }

export type EventQueue = {
  /** Returns once the event is on disk, with its request id. */
  add(functionName: string, payload: string): string
  /** Begins to deliver. */
  start(): void
  close(): void
}

export type EventQueueOptions = {
  file: string
  deliver: (functionName: string, invocation: Invocation) => Promise<InvocationResult>
  maximumRetryAttempts: (functionName: string) => number
  onGivenUp: (functionName: string, error: FunctionError) => void
  speed: number
}

/** Lambda tries a failed event again after one minute, and once more after two. */
const RETRY_AFTER_MS = [60_000, 120_000]
const LONGEST_SLEEP_MS = 60_000

/**
 * Asynchronous events, kept on disk until their function has succeeded or was tried often enough. What a kill
 * interrupted is delivered again at the next start, so an event may come twice, as on Lambda.
 */
export function openEventQueue({
  file,
  deliver,
  maximumRetryAttempts,
  onGivenUp,
  speed,
}: EventQueueOptions): EventQueue {
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY, requestId TEXT NOT NULL, functionName TEXT NOT NULL,
      payload TEXT NOT NULL, failures INTEGER NOT NULL DEFAULT 0, dueAt INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS dead_letters (id INTEGER PRIMARY KEY, requestId TEXT NOT NULL, functionName TEXT NOT NULL,
      payload TEXT NOT NULL, error TEXT NOT NULL, diedAt INTEGER NOT NULL);`)
  const insert = database.prepare('INSERT INTO events (requestId, functionName, payload, dueAt) VALUES (?, ?, ?, ?)')
  const remove = database.prepare('DELETE FROM events WHERE id = ?')
  const postpone = database.prepare('UPDATE events SET failures = failures + 1, dueAt = ? WHERE id = ?')
  const bury = database.prepare(
    'INSERT INTO dead_letters (requestId, functionName, payload, error, diedAt) VALUES (?, ?, ?, ?, ?)',
  )
  const selectWaiting = database.prepare('SELECT * FROM events ORDER BY dueAt, id')
  const underWay = new Set<number>()
  let timer: NodeJS.Timeout | undefined
  let delivering = false

  async function run(event: Event): Promise<void> {
    const result = await deliver(event.functionName, event)
    if (!delivering) return
    underWay.delete(event.id)
    if (result.kind === 'answered') remove.run(event.id)
    else if (event.failures < maximumRetryAttempts(event.functionName)) {
      const delayMs = (RETRY_AFTER_MS[event.failures] ?? LONGEST_SLEEP_MS) / speed
      postpone.run(Math.ceil(Date.now() + delayMs), event.id)
    } else {
      bury.run(event.requestId, event.functionName, event.payload, JSON.stringify(result.error), Date.now())
      remove.run(event.id)
      onGivenUp(event.functionName, result.error)
    }
    pump()
  }

  function pump(): void {
    clearTimeout(timer)
    const now = Date.now()
    for (const event of selectWaiting.all().map(readEvent)) {
      if (underWay.has(event.id)) continue
      if (event.dueAt > now) {
        timer = setTimeout(pump, Math.min(event.dueAt - now, LONGEST_SLEEP_MS))
        break
      }
      underWay.add(event.id)
      void run(event)
    }
  }

  return {
    start() {
      delivering = true
      pump()
    },
    add(functionName, payload) {
      const requestId = randomUUID()
      insert.run(requestId, functionName, payload, Date.now())
      setImmediate(() => {
        if (delivering) pump()
      })
      return requestId
    },
    close() {
      delivering = false
      clearTimeout(timer)
      database.close()
    },
  }
}

function readEvent(row: Record<string, unknown>): Event & { dueAt: number } {
  return {
    id: Number(row.id),
    requestId: String(row.requestId),
    functionName: String(row.functionName),
    payload: String(row.payload),
    failures: Number(row.failures),
    dueAt: Number(row.dueAt),
  }
}
