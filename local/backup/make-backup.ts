import { createReadStream, existsSync, rmSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { isDataDir, lockFile, openDataDir, whyNotByThisUser } from '../data-dir.ts'
import { runningPorts, startLocalTable } from '../table/open-table.ts'
import { type BackupPart, readBackup, writeBackup } from './backup-file.ts'
import { COPY_PATH, makeCopyDir, readCopyToken, removeCopies } from './copier.ts'
import { copyData, copyDatabase, EXECUTIONS_FILE, fileNames, itemsFileIn } from './copy-data.ts'
import { openRegisterSummary, type RegisterSummary } from './register-summary.ts'
import { whyNotWhole } from './restored-mark.ts'

const CHUNK_BYTES = 384 * 1024
const answerSchema = z.object({ copy: z.string().optional(), error: z.string().optional() })

export type BackupMade =
  | { ok: true; file: string; bytes: number; digest: string; registers: readonly RegisterSummary[] }
  | { ok: false; mistake: string }

type Asked = { dataDir: string; to: string; now: Date; program: string }

/** Backs up a data directory, whether the program runs on it or not. */
export async function makeBackup({ dataDir, to, now, program }: Asked): Promise<BackupMade> {
  if (!isDataDir(dataDir)) return { ok: false, mistake: `${dataDir} is no data directory of npm start.` }
  const [mistake] = [...whyNotByThisUser(dataDir), ...whyNotWhole(dataDir)]
  if (mistake !== undefined) return { ok: false, mistake }
  const file = fileFor(to, now)
  if (existsSync(file)) return { ok: false, mistake: `${file} is there already. A backup is never overwritten.` }
  const release = lockFile(join(dataDir, 'backup-lock.sqlite'))
  if (release === undefined) return { ok: false, mistake: `Another backup of ${dataDir} is being made.` }
  try {
    const copied = await copy(resolve(dataDir))
    if (!copied.ok) return copied
    try {
      const registers = openRegisterSummary()
      const parts = readCopy(copied.dir, registers.add)
      const digest = await writeBackup(file, { madeAt: now.toISOString(), program }, parts)
      await readBack(file)
      return { ok: true, file, bytes: statSync(file).size, digest, registers: registers.entities() }
    } finally {
      rmSync(copied.dir, { recursive: true, force: true })
    }
  } finally {
    release()
  }
}

/** In a directory that is there, a name of its own. */
function fileFor(to: string, now: Date): string {
  if (!statSync(to, { throwIfNoEntry: false })?.isDirectory()) return to
  const at = now.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  return join(to, `closing-bell-${at}.backup`)
}

/** The running program has what nobody else can read, so it copies; where none runs, it is done here. */
async function copy(dataDir: string): Promise<{ ok: true; dir: string } | { ok: false; mistake: string }> {
  const opened = openDataDir(dataDir, { fresh: false })
  if (!opened.ok) return askForCopy(dataDir)
  try {
    removeCopies(dataDir)
    const table = await startLocalTable(dataDir)
    try {
      const dir = makeCopyDir(dataDir)
      const copyExecutions = (to: string) => copyDatabase(join(dataDir, EXECUTIONS_FILE), to)
      await table.whileHeld((address) => copyData({ dataDir, copyExecutions }, address, dir))
      return { ok: true, dir }
    } finally {
      await table.close()
    }
  } finally {
    opened.dataDir.release()
  }
}

async function askForCopy(dataDir: string): Promise<{ ok: true; dir: string } | { ok: false; mistake: string }> {
  const port = runningPorts(dataDir)?.lambda
  if (port === undefined) return { ok: false, mistake: `${dataDir} is in use, and says of no program that runs on it.` }
  const answered = await fetch(`http://127.0.0.1:${port}${COPY_PATH}`, {
    method: 'POST',
    headers: { 'x-copy-token': readCopyToken(dataDir) },
  })
  const { copy: name, error } = answerSchema.parse(await answered.json())
  if (name === undefined) return { ok: false, mistake: `The program could not copy its data: ${error}` }
  return { ok: true, dir: join(dataDir, basename(name)) }
}

async function* readCopy(dir: string, onItem: (item: NonNullable<ItemPart>) => void): AsyncGenerator<BackupPart> {
  for (const file of fileNames) {
    if (!existsSync(join(dir, file))) continue
    yield { file, base64: '' }
    for await (const chunk of createReadStream(join(dir, file), { highWaterMark: CHUNK_BYTES })) {
      yield { file, base64: Buffer.from(chunk).toString('base64') }
    }
  }
  for await (const line of createInterface({ input: createReadStream(itemsFileIn(dir)) })) {
    const item = JSON.parse(line)
    onItem(item)
    yield { item }
  }
}

type ItemPart = Extract<BackupPart, { item: unknown }>['item']

/** That the disk gives back what was written. Throws `BackupRefused`. */
async function readBack(file: string): Promise<void> {
  for await (const _part of readBackup(file));
}
