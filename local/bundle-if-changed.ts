import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { bundleFunctions } from '../scripts/bundle.ts'
import { codeVersion } from '../scripts/code-version.ts'
import type { DeployedFunction } from './serverless-file.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** These decide how the bundles are made, and which versions are in them. */
const makers = [
  'serverless.yml',
  'package-lock.json',
  'scripts/bundle.ts',
  'scripts/code-version.ts',
  'scripts/bolt-transport-stub.cjs',
]
const recordSchema = z.object({
  code: z.string(),
  bundles: z.record(z.string(), z.string()),
  files: z.record(z.string(), z.string()),
})

/**
 * The functions' bundles in `outDir`, by name: those of the last start if nothing that went into them has changed since, nor
 * the commit that they say they are made of.
 */
export async function bundleIfChanged(
  functions: readonly DeployedFunction[],
  outDir: string,
  code = codeVersion(),
): Promise<ReadonlyMap<string, string>> {
  const recordFile = join(outDir, 'bundles.json')
  const kept = existsSync(recordFile)
    ? recordSchema.safeParse(JSON.parse(readFileSync(recordFile, 'utf8'))).data
    : undefined
  if (kept !== undefined && kept.code === code && isCurrent(kept)) return new Map(Object.entries(kept.bundles))
  rmSync(outDir, { recursive: true, force: true })
  const made = await bundleFunctions(functions, outDir, code)
  const record: z.infer<typeof recordSchema> = {
    code,
    bundles: Object.fromEntries(made.bundles.map(({ name, file }) => [name, file])),
    files: Object.fromEntries([...makers, ...made.files].map((path) => [path, stampOf(path)])),
  }
  // Written last: a start that is killed before leaves no record, and the next makes the bundles again.
  writeFileSync(recordFile, JSON.stringify(record))
  return new Map(Object.entries(record.bundles))
}

function isCurrent({ bundles, files }: z.infer<typeof recordSchema>): boolean {
  const isThere = Object.values(bundles).every((file) => existsSync(file))
  return isThere && Object.entries(files).every(([path, stamp]) => stampOf(path) === stamp)
}

/** Changes whenever the file does; empty when it is gone. */
function stampOf(path: string): string {
  const found = statSync(join(root, path), { throwIfNoEntry: false })
  return found === undefined ? '' : `${found.mtimeMs} ${found.size}`
}
