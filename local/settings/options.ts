import { parseArgs } from 'node:util'

/** `env`: a file of settings; null: the shell has them. */
export type Options = { port: number; dataDir: string; speed: number; fresh: boolean; env: string | null }

export const usage = `Usage: npm start -- [--port N] [--data DIR] [--speed N] [--fresh] [--env FILE]
  --port N     the first of six ports on 127.0.0.1 (4600)
  --data DIR   where everything is kept (.data)
  --speed N    divides the workflow's waits and the stand-ins' durations by N (1)
  --fresh      empties the data directory first
  --env FILE   settings, as NAME=value lines; only its owner may read it`

const LAST_FIRST_PORT = 65_530

/** The options, or what is wrong with them. */
export function readOptions(args: readonly string[]): { ok: true; options: Options } | { ok: false; mistake: string } {
  let values: { port?: string; data?: string; speed?: string; fresh?: boolean; env?: string }
  try {
    values = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        speed: { type: 'string' },
        fresh: { type: 'boolean' },
        env: { type: 'string' },
      },
    }).values
  } catch (error) {
    return { ok: false, mistake: error instanceof Error ? error.message : String(error) }
  }
  const port = Number(values.port ?? '4600')
  if (!Number.isInteger(port) || port < 1 || port > LAST_FIRST_PORT) {
    return { ok: false, mistake: `--port is a whole number from 1 to ${LAST_FIRST_PORT}, not "${values.port}"` }
  }
  const speed = Number(values.speed ?? '1')
  if (!Number.isFinite(speed) || speed <= 0) {
    return { ok: false, mistake: `--speed is a number above 0, not "${values.speed}"` }
  }
  if (values.data === '') return { ok: false, mistake: '--data is the path of a directory' }
  if (values.env === '') return { ok: false, mistake: '--env is the path of a file' }
  const { data: dataDir = '.data', fresh = false, env = null } = values
  return { ok: true, options: { port, dataDir, speed, fresh, env } }
}
