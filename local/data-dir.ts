import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const MARKER = '.closing-bell'
const LOCK = 'lock.sqlite'

export type DataDir = { path: string; release(): void }

/**
 * Takes a directory for this process alone, or says why it may not. Only an empty directory or one of ours is taken,
 * so that `fresh` never deletes what someone else put there.
 */
export function openDataDir(
  dir: string,
  { fresh }: { fresh: boolean },
): { ok: true; dataDir: DataDir } | { ok: false; mistake: string } {
  const path = resolve(dir)
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    return { ok: false, mistake: `${dir} cannot be made: ${error instanceof Error ? error.message : String(error)}` }
  }
  if (!existsSync(join(path, MARKER)) && readdirSync(path).length > 0) {
    return { ok: false, mistake: `${dir} holds files that are not Closing Bell's. Choose another with --data.` }
  }
  writeFileSync(join(path, MARKER), 'Made by Closing Bell. `npm start -- --fresh` empties this directory.\n')
  const release = lockFile(join(path, LOCK))
  if (release === undefined) {
    return { ok: false, mistake: `${dir} is in use by another Closing Bell. Stop it, or choose another with --data.` }
  }
  // The record names people, and what runs has tokens: nobody else on this machine reads it.
  chmodSync(path, 0o700)
  if (fresh) for (const name of contentsOf(path)) rmSync(join(path, name), { recursive: true })
  return { ok: true, dataDir: { path, release } }
}

/** What is kept in a directory of ours, besides what makes it one. */
export function contentsOf(dir: string): string[] {
  const ours = [MARKER, LOCK, `${LOCK}-journal`]
  return readdirSync(dir).filter((name) => !ours.includes(name))
}

/** Whether a directory is one of ours. */
export function isDataDir(dir: string): boolean {
  return existsSync(join(dir, MARKER))
}

/** The locks that this process holds: one that nothing refers to is collected as garbage, and its file is free again. */
const held = new Set<DatabaseSync>()

/** SQLite's lock on a file is the operating system's: it ends with the process, however that ends, and is never stale. */
export function lockFile(file: string): (() => void) | undefined {
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    held.add(database)
    return () => {
      held.delete(database)
      database.close()
    }
  } catch {
    database.close()
    return undefined
  }
}
