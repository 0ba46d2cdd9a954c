import { givenOptions, text } from './given-options.ts'

export const usage = `Usage: npm run restore -- --from FILE --data DIR [--last-known US-0151]…
       npm run restore -- --data DIR --last-known US-0151 [--last-known EU-0007]…
  --from FILE           a backup, made by npm run backup
  --data DIR            a directory that is not there yet, or is empty
  --last-known NUMBER   the highest number that Slack or Zuora shows of each register; 0000 where there is none`

/** `lastKnown`: by the entity's key. */
export type RestoreOptions = { from: string | null; dataDir: string; lastKnown: ReadonlyMap<string, number> }

/** Undefined where they make no sense. */
export function readRestoreOptions(args: readonly string[]): RestoreOptions | undefined {
  const options = { from: text, data: text, 'last-known': { ...text, multiple: true } } as const
  const { from = null, data, 'last-known': references = [] } = givenOptions(args, options) ?? {}
  const known = references.map((reference) => /^([A-Za-z][A-Za-z0-9]*)-(\d{1,9})$/.exec(reference.trim()))
  if (!data || from === '' || (from === null && known.length === 0)) return undefined
  const lastKnown = new Map<string, number>()
  for (const found of known) {
    const [, key, number] = found ?? []
    if (key === undefined || lastKnown.has(key.toLowerCase())) return undefined
    lastKnown.set(key.toLowerCase(), Number(number))
  }
  return { from, dataDir: data, lastKnown }
}
