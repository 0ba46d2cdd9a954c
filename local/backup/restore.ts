import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { contentsOf, openDataDir, whyNotByThisUser } from '../data-dir.ts'
import { startLocalTable, TABLE_NAME } from '../table/open-table.ts'
import type { RawItem } from '../table/raw-items.ts'
import { writeItems } from '../table/raw-items.ts'
import { type BackupHeader, BackupRefused, readBackup } from './backup-file.ts'
import { fileNames } from './copy-data.ts'
import { openRegisterSummary, type RegisterSummary } from './register-summary.ts'
import { type RestoredMark, readRestoredMark, writeRestoredMark } from './restored-mark.ts'

const configSchema = z.object({ entities: z.array(z.object({ key: z.string() })) })

export type Restored =
  | { ok: true; header: BackupHeader; mark: RestoredMark; registers: readonly RegisterSummary[] }
  | { ok: false; mistake: string }

/** Restores a backup into a directory that holds nothing. The file is read to its end before anything is written. */
export async function restore(from: string, dir: string): Promise<Restored> {
  const [mistake] = [...(existsSync(from) ? [] : [`${from} is not there.`]), ...whyNotByThisUser(dir)]
  if (mistake !== undefined) return { ok: false, mistake }
  try {
    const whole = await look(from)
    const opened = openDataDir(dir, { fresh: readRestoredMark(dir)?.state === 'unfinished' })
    if (!opened.ok) return opened
    try {
      if (contentsOf(dir).length > 0) return { ok: false, mistake: notEmpty(dir) }
      return await write({ from, dir: opened.dataDir.path }, whole)
    } finally {
      opened.dataDir.release()
    }
  } catch (error) {
    if (error instanceof BackupRefused) return { ok: false, mistake: `${from} is not restored: ${error.message}.` }
    throw error
  }
}

function notEmpty(dir: string): string {
  const isRestored = readRestoredMark(dir)?.state === 'unanswered'
  return isRestored
    ? `${dir} is restored already. What is left to say: npm run restore -- --data ${dir} --last-known NUMBER`
    : `${dir} is not empty. Restore into a new directory.`
}

type Whole = { header: BackupHeader; digest: string; registers: RegisterSummary[]; items: number }

async function look(from: string): Promise<Whole> {
  const registers = openRegisterSummary()
  let items = 0
  const parts = readBackup(from)
  for (;;) {
    const next = await parts.next()
    if (next.done) return { ...next.value, registers: registers.entities(), items }
    if (!('item' in next.value)) continue
    registers.add(next.value.item)
    items += 1
  }
}

async function write({ from, dir }: { from: string; dir: string }, whole: Whole): Promise<Restored> {
  const { header, digest, items } = whole
  const copy = { madeAt: header.madeAt, digest }
  writeRestoredMark(dir, { state: 'unfinished', copy, registers: [] })
  const table = await startLocalTable(dir)
  try {
    const written = await writeItems({ url: table.url, tableName: TABLE_NAME }, itemsAfterFiles(from, dir))
    if (written !== items) throw new BackupRefused('it has changed while it was read')
  } finally {
    await table.close()
  }
  const mark: RestoredMark = { state: 'unanswered', copy, registers: numbersIn(whole.registers, dir) }
  writeRestoredMark(dir, mark)
  return { ok: true, header, mark, registers: whole.registers }
}

async function* itemsAfterFiles(from: string, dir: string): AsyncGenerator<RawItem> {
  for await (const part of readBackup(from)) {
    if ('item' in part) yield part.item
    else if (fileNames.includes(part.file))
      appendFileSync(join(dir, part.file), Buffer.from(part.base64, 'base64'), { mode: 0o600 })
    else throw new BackupRefused(`it holds ${part.file}, which this program does not know`)
  }
}

/** Only of entities in the configuration of then: in others nothing was numbered any more. */
function numbersIn(registers: readonly RegisterSummary[], dir: string): RestoredMark['registers'] {
  const { entities } = configSchema.parse(JSON.parse(readFileSync(join(dir, 'closing-bell.json'), 'utf8')))
  const last = new Map(registers.map((register) => [register.entity, register.last]))
  return entities.map(({ key }) => ({ entity: key, last: last.get(key) ?? 0 }))
}
