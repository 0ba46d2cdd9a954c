import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const ownRoot = fileURLToPath(new URL('../..', import.meta.url))
const packageSchema = z.object({ version: z.string() })
const bundled = ['src', 'scripts', 'package.json', 'package-lock.json']

/** `0.3.0 1a2b3c4d5e6f`, which every entry of the record has. `-dirty`: with changes that are not committed. */
export function codeVersion(root = ownRoot): string {
  const { version } = packageSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  return `${version} ${commitOf(root)}`
}

/** `unknown` where there is no git, no repository, or no commit; a repository around this one says nothing of it. */
function commitOf(root: string): string {
  try {
    const said = execFileSync('git', ['status', '--porcelain=v2', '--branch', '--', ...bundled], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, GIT_CEILING_DIRECTORIES: dirname(join(root, '.')), GIT_OPTIONAL_LOCKS: '0' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const commit = /^# branch\.oid ([0-9a-f]{12})/m.exec(said)?.[1]
    const isDirty = said.split('\n').some((line) => line !== '' && !line.startsWith('#'))
    return commit === undefined ? 'unknown' : `${commit}${isDirty ? '-dirty' : ''}`
  } catch {
    return 'unknown'
  }
}
