import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const MARKER = '.closing-bell'
const LOCK = 'lock.sqlite'

/** SQLite's code for what another has locked; more is said in the bits above these eight. */
const SQLITE_BUSY = 5
const PRIMARY_CODE = 0xff

/** `said`: what whoever starts it is to know of it. */
export type DataDir = { path: string; said: readonly string[]; release(): void }

/** `isReal`: what is kept is the record of real closes, and nothing else has it. */
export type DataDirOptions = { fresh: boolean; isReal?: boolean }

type Opened = { ok: true; dataDir: DataDir } | { ok: false; mistake: string }

/**
 * Takes a directory for this process alone, or says why it may not. Only an empty directory or one of ours is taken,
 * so that `fresh` never deletes what someone else put there.
 */
export function openDataDir(dir: string, options: DataDirOptions): Opened {
  try {
    return open(dir, options)
  } catch (error) {
    return { ok: false, mistake: `${dir} cannot be used: ${error instanceof Error ? error.message : String(error)}` }
  }
}

/** Throws what the file system throws: no permission, no space. */
function open(dir: string, { fresh, isReal = false }: DataDirOptions): Opened {
  const path = resolve(dir)
  mkdirSync(path, { recursive: true, mode: 0o700 })
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
  if (fresh && isReal && contentsOf(path).length > 0) return putAside(path, release)
  if (fresh) for (const name of contentsOf(path)) rmSync(join(path, name), { recursive: true })
  const begins = `nothing is kept in ${path} yet: the register begins anew. Where there is a backup, stop, and restore that instead.`
  const said = isReal && contentsOf(path).length === 0 ? [begins] : []
  return { ok: true, dataDir: { path, said, release } }
}

/** The directory is renamed as it is, in one step: whatever happens, the record is whole in the one place or the other. */
function putAside(path: string, release: () => void): Opened {
  const aside = `${path}-until-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
  renameSync(path, aside)
  release()
  const anew = open(path, { fresh: false, isReal: true })
  if (!anew.ok) return anew
  const kept = `the record of real closes that was in ${path} is kept in ${aside}`
  return { ok: true, dataDir: { ...anew.dataDir, said: [kept, ...anew.dataDir.said] } }
}

/** What is kept in a directory of ours, besides what makes it one. */
export function contentsOf(dir: string): string[] {
  const ours = [MARKER, LOCK, `${LOCK}-journal`]
  return readdirSync(dir).filter((name) => !ours.includes(name))
}

/** Why this user is not to touch it: what root leaves there, the program's own user could not open. Nothing: they may. */
export function whyNotByThisUser(dir: string): string[] {
  const [marker, itself] = [join(dir, MARKER), dir].map((path) => statSync(path, { throwIfNoEntry: false }))
  const owner = (marker ?? itself)?.uid
  const me = process.geteuid?.()
  if (owner === undefined || me === undefined || owner === me) return []
  return [`${dir} belongs to another user. Do this as that user: sudo -u '#${owner}' npm run …`]
}

/** Whether a directory is one of ours. */
export function isDataDir(dir: string): boolean {
  return existsSync(join(dir, MARKER))
}

/** The locks that this process holds: one that nothing refers to is collected as garbage, and its file is free again. */
const held = new Set<DatabaseSync>()

/** Undefined where another has it. SQLite's lock is the operating system's: it ends with the process, however that ends. */
export function lockFile(file: string): (() => void) | undefined {
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    held.add(database)
    return () => {
      held.delete(database)
      database.close()
    }
  } catch (error) {
    database.close()
    if (error instanceof Error && 'errcode' in error && (Number(error.errcode) & PRIMARY_CODE) === SQLITE_BUSY)
      return undefined
    throw error
  }
}
