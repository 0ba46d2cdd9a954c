import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { clockFileOf } from '../clock/moved-clock.ts'
import { isDataDir, openDataDir } from '../data-dir.ts'
import { readServerlessFile } from '../serverless/serverless-file.ts'
import { localCredentials } from '../settings/env.ts'
import type { Ports } from '../settings/ports.ts'
import { type LocalTable, startDynamoDb } from './dynamodb.ts'

const serverlessPath = fileURLToPath(new URL('../../serverless.yml', import.meta.url))
/** Written anew at each start. */
export const PORTS_FILE = 'ports.json'
const portsSchema = z.object({ dynamodb: z.number(), lambda: z.number() })

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
    const port = runningPorts(dir)?.dynamodb
    if (port === undefined) return { ok: false, mistakes: [opened.mistake] }
    const running = `http://127.0.0.1:${port}`
    return { ok: true, environment: { ...environment, AWS_ENDPOINT_URL_DYNAMODB: running }, close: async () => {} }
  }
  const server = await startLocalTable(dir)
  return {
    ok: true,
    environment: { ...environment, AWS_ENDPOINT_URL_DYNAMODB: server.url },
    close: async () => {
      await server.close()
      opened.dataDir.release()
    },
  }
}

/** By whoever holds the directory. */
export function startLocalTable(dir: string): Promise<LocalTable> {
  const { table } = readServerlessFile(serverlessPath)
  return startDynamoDb({ port: 0, dir: join(dir, 'dynamodb'), tableName: TABLE_NAME, table })
}

/** Those of the program that holds the directory. */
export function runningPorts(dir: string): z.infer<typeof portsSchema> | undefined {
  const file = join(dir, PORTS_FILE)
  return existsSync(file) ? portsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

/** For whoever opens the table, or looks at the program, while it runs. */
export function notePorts(
  dir: string,
  ports: Ports,
  { configPath, realSide }: { configPath?: string; realSide?: string | undefined } = {},
): void {
  const config = configPath === undefined ? {} : { configPath: resolve(configPath) }
  writeFileSync(join(dir, PORTS_FILE), JSON.stringify({ ...ports, ...config, realSide }))
}
