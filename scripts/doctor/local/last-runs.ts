import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { intervalMs } from '../../../local/scheduler.ts'
import type { Schedule } from '../../../local/serverless/serverless-file.ts'
import { PORTS_FILE } from '../../../local/table/open-table.ts'
import { type Finding, findingsOf } from '../finding.ts'

/** What each writes into its log when a run has ended well. */
const saidAtTheEnd: Readonly<Record<string, string>> = { wake: 'woke', reconcile: 'reconciled', remind: 'reminded' }
const lineSchema = z.object({ message: z.string(), timestamp: z.iso.datetime() })

/** When each last ended well, by the functions' own log; the file before it too, for it may just have begun. */
export function checkLastRuns(dataDir: string | null, schedules: readonly Schedule[], now: Date): Finding[] {
  const { ok, fault, notCheckable } = findingsOf('last runs')
  if (dataDir === null) return [notCheckable('only the data directory has the log', 'give --data DIR.')]
  const path = join(dataDir, 'functions.log')
  const lines = [`${path}.1`, path].flatMap((file) => (existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []))
  const startedAt = statSync(join(dataDir, PORTS_FILE)).mtimeMs
  return schedules.map(({ functionName, expression }) => {
    const at = lastEnd(functionName, lines)
    const lately = 2 * intervalMs(expression) + 60_000
    if (at !== undefined && now.getTime() - Date.parse(at) <= lately) return ok(`${functionName} last ran at ${at}`)
    // Whoever looks right after a start comes before the first run has ended.
    if (now.getTime() - startedAt <= lately) return notCheckable(`${functionName} has not run since npm start began`)
    const since = at === undefined ? 'has not ended well yet' : `last ended well at ${at}`
    return fault(`${functionName} ${since}`, `read why: grep '^${functionName} ' ${path} | tail`)
  })
}

function lastEnd(functionName: string, lines: readonly string[]): string | undefined {
  const said = saidAtTheEnd[functionName]
  const line = lines.findLast((each) => each.startsWith(`${functionName} {`) && each.includes(`"message":"${said}"`))
  return line === undefined
    ? undefined
    : lineSchema.safeParse(readJson(line.slice(functionName.length + 1))).data?.timestamp
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
