import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const FILE = 'moved.json'
const markSchema = z.object({ to: z.string(), at: z.string() })

/** Written once everything stands in the other table: from then on that has the register. */
export function writeMovedMark(dir: string, mark: z.infer<typeof markSchema>): void {
  const file = join(dir, FILE)
  writeFileSync(`${file}.new`, `${JSON.stringify(mark)}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}

/** Why nothing may run on a directory whose register is kept elsewhere now; nothing: it may. */
export function whyMoved(dir: string): string[] {
  const file = join(dir, FILE)
  if (!existsSync(file)) return []
  const { to, at } = markSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  return [
    `The register of ${dir} was moved to the table ${to} at ${at}. Two that run would give the same numbers twice.`,
    `Never used there? Then remove ${file}, and it starts here again.`,
  ]
}
