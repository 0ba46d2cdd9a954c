import { parseArgs } from 'node:util'

/** `local`: npm start on this machine, found by its data directory or its first port. */
export type DoctorOptions =
  | { kind: 'local'; dataDir: string | null; port: number | null }
  | { kind: 'aws'; stage: string; region: string | null }

export const usage = `Usage: npm run doctor -- --stage S [--region R]
       npm run doctor -- --stage local [--data DIR | --port N]
  --stage S     a stage of serverless.yml, with your AWS credentials; local: npm start on this machine
  --region R    where the stage is, if not where serverless.yml says
  --data DIR    the data directory of npm start (.data)
  --port N      the first of its ports, where the directory is out of reach
It changes nothing. Ends with 0 where there is no fault, 1 where there is one, 2 where it could not look.`

/** Undefined when they make no sense. */
export function readDoctorOptions(args: readonly string[]): DoctorOptions | undefined {
  const values = readValues(args)
  if (!values?.stage) return undefined
  const { stage, region = null, data = null, port } = values
  if (stage !== 'local') return data === null && port === undefined ? { kind: 'aws', stage, region } : undefined
  if (region !== null || (data !== null && port !== undefined)) return undefined
  if (port !== undefined && !/^[1-9]\d{0,4}$/.test(port)) return undefined
  return { kind: 'local', dataDir: data, port: port === undefined ? null : Number(port) }
}

function readValues(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({ args: [...args], options: { stage: text, region: text, data: text, port: text } }).values
  } catch {
    return undefined
  }
}
