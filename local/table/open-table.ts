import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { clockFileOf } from '../clock/moved-clock.ts'
import { isDataDir, openDataDir } from '../data-dir.ts'
import { readServerlessFile } from '../serverless/serverless-file.ts'
import { localCredentials } from '../settings/env.ts'
import type { Ports } from '../settings/ports.ts'
import { startDynamoDb } from './dynamodb.ts'

const serverlessPath = fileURLToPath(new URL('../../serverless.yml', import.meta.url))
const PORTS_FILE = 'ports.json'
const portsSchema = z.object({ dynamodb: z.number() })

/** The table of `npm start`, by whatever reads or writes it. */
export const TABLE_NAME = 'closing-bell'

/** `environment`: the settings of a function that reads the table. */
export type TableOpened =
  | { ok: true; environment: Readonly<Record<string, string>>; close(): Promise<void> }
  | { ok: false; mistakes: string[] }

/** The table of a data directory: that of the program if it runs there, otherwise started for as long as it is open. */
export async function openLocalTable(dir: string): Promise<TableOpened> {
  const config = join(dir, 'closing-bell.json')
  if (!isDataDir(dir) || !existsSync(config)) {
    return { ok: false, mistakes: [`${dir} is no data directory of npm start.`] }
  }
  const opened = openDataDir(dir, { fresh: false })
  const clock = clockFileOf(dir)
  const environment = {
    ...localCredentials,
    TABLE_NAME,
    CLOSING_BELL_CONFIG: config,
    ...(existsSync(clock) ? { CLOSING_BELL_CLOCK: clock } : {}),
  }
  if (!opened.ok) {
    const running = runningTable(dir)
    if (running === undefined) return { ok: false, mistakes: [opened.mistake] }
    return { ok: true, environment: { ...environment, AWS_ENDPOINT_URL_DYNAMODB: running }, close: async () => {} }
  }
  const { table } = readServerlessFile(serverlessPath)
  const server = await startDynamoDb({ port: 0, dir: join(dir, 'dynamodb'), tableName: TABLE_NAME, table })
  return {
    ok: true,
    environment: { ...environment, AWS_ENDPOINT_URL_DYNAMODB: server.url },
    close: async () => {
      await server.close()
      opened.dataDir.release()
    },
  }
}

/** Where the program that holds the directory has its table. */
function runningTable(dir: string): string | undefined {
  const file = join(dir, PORTS_FILE)
  if (!existsSync(file)) return undefined
  return `http://127.0.0.1:${portsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).dynamodb}`
}

/** For whoever opens the table while the program runs. */
export function notePorts(dir: string, ports: Ports): void {
  writeFileSync(join(dir, PORTS_FILE), JSON.stringify(ports))
}
