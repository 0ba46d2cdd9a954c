import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'

const FORMAT = 'closing-bell-backup'
const VERSION = 1

const headerSchema = z.object({
  format: z.literal(FORMAT),
  version: z.number(),
  madeAt: z.string(),
  program: z.string(),
})
const partSchema = z.union([
  z.object({ file: z.string().regex(/^[\w.-]+$/), base64: z.string() }),
  z.object({ item: z.record(z.string(), z.record(z.string(), z.unknown())) }),
])
const endSchema = z.object({ end: z.object({ lines: z.number(), sha256: z.string() }) })

export type BackupHeader = Pick<z.infer<typeof headerSchema>, 'madeAt' | 'program'>
/** A piece of a file, in order, or an item of the table. */
export type BackupPart = z.infer<typeof partSchema>

/** A file that is no whole backup, in a sentence. */
export class BackupRefused extends Error {
  override name = 'BackupRefused' as const
}

/**
 * Writes `file`, which is there whole or not at all, for its owner alone to read: compressed lines of JSON, the last of which
 * has the SHA-256 of all before it. Returns that.
 */
export async function writeBackup(
  file: string,
  header: BackupHeader,
  parts: AsyncIterable<BackupPart>,
): Promise<string> {
  const beside = `${file}.partial`
  await rm(beside, { force: true })
  const hash = createHash('sha256')
  let digest = ''
  async function* lines() {
    let count = 0
    const line = (value: object) => {
      const text = `${JSON.stringify(value)}\n`
      hash.update(text)
      count += 1
      return text
    }
    yield line({ format: FORMAT, version: VERSION, ...header })
    for await (const part of parts) yield line(part)
    digest = hash.digest('hex')
    yield `${JSON.stringify({ end: { lines: count, sha256: digest } })}\n`
  }
  try {
    await pipeline(lines(), createGzip(), createWriteStream(beside, { mode: 0o600, flush: true }))
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  await flushDirectory(dirname(file))
  return digest
}

/** That the new name is on disk as well. */
async function flushDirectory(dir: string): Promise<void> {
  const opened = await open(dir, 'r')
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}

/** What stands in it, in order. Throws `BackupRefused` where it is not whole: only its end tells that, so read it twice. */
export async function* readBackup(file: string): AsyncGenerator<BackupPart, { header: BackupHeader; digest: string }> {
  const hash = createHash('sha256')
  let header: BackupHeader | undefined
  let count = 0
  let digest: string | undefined
  for await (const line of linesOf(file)) {
    if (digest !== undefined) throw new BackupRefused('something stands behind its end')
    const value = parse(line)
    if (header === undefined) header = readHeader(value)
    else {
      const end = endSchema.safeParse(value).data?.end
      if (end) {
        digest = hash.digest('hex')
        if (end.sha256 !== digest || end.lines !== count) throw new BackupRefused('it was altered: its SHA-256 differs')
        continue
      }
      const part = partSchema.safeParse(value)
      if (!part.success) throw new BackupRefused(`line ${count + 1} is nothing that a backup has`)
      yield part.data
    }
    hash.update(`${line}\n`)
    count += 1
  }
  if (header === undefined || digest === undefined) throw new BackupRefused('it is cut off: its end is missing')
  return { header, digest }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file)
  const text = createGunzip()
  const ended = pipeline(input, text).catch(() => {})
  let rest = ''
  try {
    for await (const chunk of text.setEncoding('utf8')) {
      const lines = `${rest}${chunk}`.split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!code.startsWith('Z_')) throw error
    throw new BackupRefused(code === 'Z_BUF_ERROR' ? 'it is cut off' : 'it was altered, or is no backup')
  } finally {
    input.destroy()
    await ended
  }
  if (rest !== '') throw new BackupRefused('it is cut off: its last line is not whole')
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new BackupRefused('it was altered, or is no backup')
  }
}

function readHeader(value: unknown): BackupHeader {
  const read = headerSchema.safeParse(value)
  if (!read.success) throw new BackupRefused('it is no backup of Closing Bell')
  if (read.data.version !== VERSION)
    throw new BackupRefused(`it has version ${read.data.version}, and this program reads version ${VERSION}`)
  return { madeAt: read.data.madeAt, program: read.data.program }
}
