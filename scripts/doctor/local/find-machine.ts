import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import { isDataDir } from '../../../local/data-dir.ts'
import { type Ports, portsFrom } from '../../../local/settings/ports.ts'
import { PORTS_FILE } from '../../../local/table/open-table.ts'

const portsSchema = z.object({
  page: z.number(),
  bot: z.number(),
  zuora: z.number(),
  dynamodb: z.number(),
  stepFunctions: z.number(),
  lambda: z.number(),
  configPath: z.string().optional(),
  realSide: z.string().optional(),
})

/** `configPath`, `isReal`: what it was started with, and whether with a real Slack or Zuora; where the directory says so. */
export type MachineFound = {
  ports: Ports
  dataDir: string | null
  configPath: string | undefined
  isReal: boolean
}
type Found = ({ ok: true } & MachineFound) | { ok: false; mistake: string }

/** Where npm start runs: by the ports that its data directory names, or by the first of them. */
export async function findMachine(asked: { dataDir: string | null; port: number | null }): Promise<Found> {
  const dataDir = asked.port === null ? (asked.dataDir ?? '.data') : null
  if (dataDir !== null && !(isDataDir(dataDir) && existsSync(join(dataDir, PORTS_FILE)))) {
    return { ok: false, mistake: `${dataDir} is no data directory of npm start. Give another with --data, or --port.` }
  }
  const noted = dataDir === null ? portsFrom(asked.port ?? 4600) : readNoted(dataDir)
  const { configPath, realSide, ...ports } = { configPath: undefined, realSide: undefined, ...noted }
  if (await answers(ports.lambda)) return { ok: true, ports, dataDir, configPath, isReal: realSide !== undefined }
  const where = dataDir === null ? `on the ports from ${asked.port}` : `on ${dataDir}`
  return { ok: false, mistake: `npm start does not run ${where}: start it, then ask again.` }
}

function readNoted(dataDir: string) {
  return portsSchema.parse(JSON.parse(readFileSync(join(dataDir, PORTS_FILE), 'utf8')))
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
