import { randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { basename, join } from 'node:path'
import type { LocalTable } from '../table/dynamodb.ts'
import { copyData } from './copy-data.ts'

/** Asked of the running program, on Lambda's port. */
export const COPY_PATH = '/closing-bell/copy'
const TOKEN_FILE = 'copy-token'
const COPY_PREFIX = 'copy-'

type Following = { table: Pick<LocalTable, 'whileHeld'>; stepFunctions: { copyTo(file: string): void } }

export type Copier = {
  /** Once everything runs. */
  follow(following: Following): void
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>
}

/**
 * Copies the data of the running program into a directory beside it, for whoever may read the data directory: the token is in
 * there. Only the copying is done here, where nobody else can read; whoever asked packs the copy and removes it.
 */
export function createCopier(dataDir: string): Copier {
  const token = randomBytes(24).toString('base64url')
  writeFileSync(join(dataDir, TOKEN_FILE), token, { mode: 0o600 })
  removeCopies(dataDir)
  let following: Following | undefined
  let isUnderWay = false

  async function copy({ table, stepFunctions }: Following): Promise<string> {
    removeCopies(dataDir)
    const dir = makeCopyDir(dataDir)
    const source = { dataDir, copyExecutions: (to: string) => stepFunctions.copyTo(to) }
    await table.whileHeld((address) => copyData(source, address, dir))
    return basename(dir)
  }

  return {
    follow: (given) => {
      following = given
    },
    async answer(request, response) {
      const say = (status: number, body: object) =>
        void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      if (request.method !== 'POST' || !isSame(request.headers['x-copy-token'], token))
        return say(403, { error: 'Only who may read the data directory may copy it.' })
      if (following === undefined || isUnderWay)
        return say(409, { error: isUnderWay ? 'Another backup is being made.' : 'Not everything has started yet.' })
      isUnderWay = true
      try {
        say(200, { copy: await copy(following) })
      } catch (error) {
        removeCopies(dataDir)
        say(507, { error: error instanceof Error ? error.message : String(error) })
      } finally {
        isUnderWay = false
      }
    },
  }
}

/** An empty directory for one copy; for its owner alone. */
export function makeCopyDir(dataDir: string): string {
  return mkdtempSync(join(dataDir, COPY_PREFIX))
}

/** What a backup that was killed left. */
export function removeCopies(dataDir: string): void {
  const left = readdirSync(dataDir, { withFileTypes: true })
  for (const { name } of left.filter((it) => it.isDirectory() && it.name.startsWith(COPY_PREFIX)))
    rmSync(join(dataDir, name), { recursive: true, force: true })
}

export function readCopyToken(dataDir: string): string {
  return readFileSync(join(dataDir, TOKEN_FILE), 'utf8')
}

function isSame(given: string | string[] | undefined, token: string): boolean {
  const [one, other] = [Buffer.from(String(given)), Buffer.from(token)]
  return one.length === other.length && timingSafeEqual(one, other)
}
