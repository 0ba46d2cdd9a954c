import { givenOptions, text } from '../given-options.ts'

/** `local`: npm start on this machine, found by its data directory or its first port. */
export type DoctorOptions =
  | { kind: 'local'; dataDir: string | null; port: number | null }
  | { kind: 'aws'; stage: string }

export const usage = `Usage: npm run doctor -- --stage S
       npm run doctor -- --stage local [--data DIR | --port N]
  --stage S     a stage of serverless.yml, with your AWS credentials; local: npm start on this machine
  --data DIR    the data directory of npm start (.data)
  --port N      the first of its ports, where the directory is out of reach
It changes nothing. Ends with 0 where there is no fault, 1 where there is one, 2 where it could not look.`

/** Undefined when they make no sense. */
export function readDoctorOptions(args: readonly string[]): DoctorOptions | undefined {
  const values = givenOptions(args, { stage: text, data: text, port: text })
  if (!values?.stage) return undefined
  const { stage, data = null, port } = values
  if (stage !== 'local') return data === null && port === undefined ? { kind: 'aws', stage } : undefined
  if (data !== null && port !== undefined) return undefined
  if (port !== undefined && !/^[1-9]\d{0,4}$/.test(port)) return undefined
  return { kind: 'local', dataDir: data, port: port === undefined ? null : Number(port) }
}
