import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { bundleFunctions } from '../scripts/build/bundle.ts'
import { codeVersion } from '../scripts/build/code-version.ts'
import type { DeployedFunction } from './serverless/serverless-file.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** For every data directory the same: what V8 keeps of a file it has compiled, it keeps by the file's path. */
export const BUNDLES_DIR = join(root, 'node_modules', '.cache', 'functions')
/** These decide how the bundles are made, and which versions are in them. */
const makers = [
  'serverless.yml',
  'package-lock.json',
  'scripts/build/bundle.ts',
  'scripts/build/code-version.ts',
  'scripts/build/bolt-transport-stub.cjs',
  'scripts/build/slim-slack.ts',
]
const recordSchema = z.object({
  code: z.string(),
  build: z.string(),
  bundles: z.record(z.string(), z.string()),
  files: z.record(z.string(), z.string()),
})

/**
 * The functions' bundles, by name: those of the last start if nothing that went into them has changed since, nor the
 * commit that they say they are made of. Others may do the same in this directory at the same time, or run on what an
 * earlier start made.
 */
export async function bundleIfChanged(
  functions: readonly DeployedFunction[],
  dir: string,
  code = codeVersion(),
): Promise<ReadonlyMap<string, string>> {
  const recordFile = join(dir, 'bundles.json')
  const kept = existsSync(recordFile)
    ? recordSchema.safeParse(JSON.parse(readFileSync(recordFile, 'utf8'))).data
    : undefined
  if (kept !== undefined && kept.code === code && isCurrent(dir, kept)) {
    writeFileSync(join(dir, kept.build, `${process.pid}-user`), '')
    return pathsIn(dir, kept)
  }
  mkdirSync(dir, { recursive: true })
  removeUnused(dir)
  const build = mkdtempSync(join(dir, `${process.pid}-`))
  const begunAt = Date.now()
  const made = await bundleFunctions(functions, build, code)
  const record: z.infer<typeof recordSchema> = {
    code,
    build: basename(build),
    bundles: Object.fromEntries(made.bundles.map(({ name, file }) => [name, relative(dir, file)])),
    files: Object.fromEntries([...makers, ...made.files].map((path) => [path, stampOf(path, begunAt)])),
  }
  // Last, and in one step: a start that is killed before leaves no record, and the next makes the bundles again.
  writeFileSync(join(build, 'bundles.json'), JSON.stringify(record))
  renameSync(join(build, 'bundles.json'), recordFile)
  return pathsIn(dir, record)
}

function pathsIn(dir: string, { bundles }: z.infer<typeof recordSchema>): ReadonlyMap<string, string> {
  return new Map(Object.entries(bundles).map(([name, file]) => [name, join(dir, file)]))
}

function isCurrent(dir: string, record: z.infer<typeof recordSchema>): boolean {
  const isThere = [...pathsIn(dir, record).values()].every((file) => existsSync(file))
  return isThere && Object.entries(record.files).every(([path, stamp]) => stampOf(path) === stamp)
}

/** Changes whenever the file does; another than that of any file where it may have been changed since it was read. */
function stampOf(path: string, readAfter = Number.POSITIVE_INFINITY): string {
  const found = statSync(join(root, path), { throwIfNoEntry: false })
  if (found === undefined) return 'gone'
  return found.mtimeMs < readAfter ? `${found.mtimeMs} ${found.size}` : 'unknown'
}

/** What no running process made or uses: a program loads its functions again as long as it runs. */
function removeUnused(dir: string): void {
  const builds = readdirSync(dir, { withFileTypes: true }).filter((it) => it.isDirectory())
  for (const build of builds) {
    const names = [build.name, ...readdirSync(join(dir, build.name))]
    if (!names.some(isOfRunningProcess)) rmSync(join(dir, build.name), { recursive: true, force: true })
  }
}

/** Whether a name begins with the id of a process that runs. */
function isOfRunningProcess(name: string): boolean {
  const pid = /^(\d+)-/.exec(name)?.[1]
  if (pid === undefined) return false
  try {
    process.kill(Number(pid), 0)
    return true
  } catch (error) {
    // EPERM: it runs, and is another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
