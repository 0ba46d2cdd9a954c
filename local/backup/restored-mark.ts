import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { referenceOf } from './register-summary.ts'

const FILE = 'restored.json'

/**
 * `unfinished`: the restore was stopped in the middle. `unanswered`: nobody has said yet up to which number the registers went
 * when the copy was lost sight of: the next number would be given a second time.
 */
const markSchema = z.object({
  state: z.enum(['unfinished', 'unanswered', 'answered']),
  copy: z.object({ madeAt: z.string(), digest: z.string() }),
  registers: z.array(z.object({ entity: z.string(), last: z.number() })),
})

export type RestoredMark = z.infer<typeof markSchema>

export function readRestoredMark(dir: string): RestoredMark | undefined {
  const file = join(dir, FILE)
  return existsSync(file) ? markSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

/** In one step: whoever starts after a kill finds the one or the other. */
export function writeRestoredMark(dir: string, mark: RestoredMark): void {
  const file = join(dir, FILE)
  writeFileSync(`${file}.new`, `${JSON.stringify(mark, null, 2)}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}

/** Why there is nothing in a directory to run on or to copy; nothing: there is. */
export function whyNotWhole(dir: string): string[] {
  if (readRestoredMark(dir)?.state !== 'unfinished') return []
  return [
    `${dir} was being restored, and that was not finished. Restore it again: npm run restore -- --from FILE --data ${dir}`,
  ]
}

/** Why nothing may run on a directory that was restored; nothing: it may. */
export function whyNotStarted(dir: string): string[] {
  const mark = readRestoredMark(dir)
  if (mark?.state !== 'unanswered') return whyNotWhole(dir)
  return [
    `${dir} was restored from a backup of ${mark.copy.madeAt}, and nobody has said what was numbered after it.`,
    ...howToAnswer(dir, mark),
  ]
}

/** What whoever restores is to look up, and to say. */
export function howToAnswer(dir: string, { registers }: Pick<RestoredMark, 'registers'>): string[] {
  const known = registers.map(({ entity, last }) => `--last-known ${referenceOf(entity, last)}`)
  return [
    'Before it starts: look in Slack, and in the notes of periods in Zuora, for the highest number of each register, and say it:',
    `  npm run restore -- --data ${dir} ${known.join(' ')}`,
    'These are the numbers in the backup: right if nothing was asked after it. Where there is a higher one, give that. The',
    'records of the numbers in between are lost; each is filed as lost, so that none is given a second time.',
  ]
}
