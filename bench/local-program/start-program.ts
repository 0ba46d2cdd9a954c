import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readServerlessFile } from '../../local/serverless/serverless-file.ts'
import { findTakenPorts, type Ports, portsFrom } from '../../local/settings/ports.ts'
import { readSettings } from '../../local/settings/settings.ts'
import { startEverything } from '../../local/start-everything.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const PORTS = 6
const FIRST_PORT = 5600
const LAST_PORT = 65_000

export const serverless = readServerlessFile(join(root, 'serverless.yml'))
export const addressOf = (port: number) => `http://127.0.0.1:${port}`

export type Program = { ports: Ports; dataDir: string; failures: string[]; stop(): Promise<void> }

/** As many in a row as the program takes, that are free now. */
export async function freePorts(): Promise<Ports> {
  for (let first = FIRST_PORT; first < LAST_PORT; first += PORTS)
    if ((await findTakenPorts(portsFrom(first))).length === 0) return portsFrom(first)
  throw new Error('No ports are free.')
}

/**
 * What `npm start` runs, on data of its own, without its schedules: what they do is measured by itself. `environment`: the
 * only settings that it finds.
 */
export async function startProgram(options: {
  ports: Ports
  speed: number
  environment: Readonly<Record<string, string>>
}): Promise<Program> {
  const read = readSettings(options.environment, join(root, 'closing-bell.example.yml'))
  if (!read.ok) throw new Error(read.mistakes.join('\n'))
  const dataDir = mkdtempSync(join(tmpdir(), 'closing-bell-bench-'))
  const failures: string[] = []
  const everything = await startEverything({
    serverless: { ...serverless, schedules: [] },
    settings: read.settings,
    ports: options.ports,
    dataDir,
    speed: options.speed,
    ambient: options.environment,
    onFailed: (functionName, { errorType, errorMessage }) =>
      failures.push(`${functionName}: ${errorType} ${errorMessage}`),
  })
  return {
    ports: options.ports,
    dataDir,
    failures,
    async stop() {
      await everything.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
