import { parseArgs } from 'node:util'

export type Options = { port: number; dataDir: string; speed: number; fresh: boolean }

export const usage = `Usage: npm start -- [--port N] [--data DIR] [--speed N] [--fresh]
  --port N     the first of six ports on 127.0.0.1 (4600)
  --data DIR   where everything is kept (.data)
  --speed N    divides the workflow's waits and the stand-ins' durations by N (1)
  --fresh      empties the data directory first`

const LAST_FIRST_PORT = 65_530

/** The options, or what is wrong with them. */
export function readOptions(args: readonly string[]): { ok: true; options: Options } | { ok: false; mistake: string } {
  let values: { port?: string; data?: string; speed?: string; fresh?: boolean }
  try {
    values = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        speed: { type: 'string' },
        fresh: { type: 'boolean' },
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
  return { ok: true, options: { port, dataDir: values.data ?? '.data', speed, fresh: values.fresh ?? false } }
}
