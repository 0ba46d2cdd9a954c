import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import { isDataDir } from '../../../local/data-dir.ts'
import { type Ports, portsFrom } from '../../../local/settings/ports.ts'

const portsSchema = z.object({
  page: z.number(),
  bot: z.number(),
  zuora: z.number(),
  dynamodb: z.number(),
  stepFunctions: z.number(),
  lambda: z.number(),
})

type Found = { ok: true; ports: Ports; dataDir: string | null } | { ok: false; mistake: string }

/** Where npm start runs: by the ports that its data directory names, or by the first of them. */
export async function findMachine(asked: { dataDir: string | null; port: number | null }): Promise<Found> {
  const dataDir = asked.port === null ? (asked.dataDir ?? '.data') : null
  if (dataDir !== null && !(isDataDir(dataDir) && existsSync(join(dataDir, 'ports.json')))) {
    return { ok: false, mistake: `${dataDir} is no data directory of npm start. Give another with --data, or --port.` }
  }
  const ports = dataDir === null ? portsFrom(asked.port ?? 4600) : portsNoted(dataDir)
  if (await answers(ports.lambda)) return { ok: true, ports, dataDir }
  const where = dataDir === null ? `on the ports from ${asked.port}` : `on ${dataDir}`
  return { ok: false, mistake: `npm start does not run ${where}: start it, then ask again.` }
}

function portsNoted(dataDir: string): Ports {
  return portsSchema.parse(JSON.parse(readFileSync(join(dataDir, 'ports.json'), 'utf8')))
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
