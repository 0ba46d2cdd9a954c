import { existsSync, readFileSync, statSync } from 'node:fs'
import { parseEnv } from 'node:util'

/** What `npm start` and the functions read; anything else is a slip, or belongs to the process that starts it. */
const settingNames = /^(SLACK|ZUORA|CLOSING_BELL|AWS)_[A-Z0-9_]+$/
const OTHERS_MAY = 0o077

/**
 * Settings from a file, as `NAME=value` lines, which systemd reads as well. It holds secrets, so it is refused where anybody but its
 * owner may read it. What the shell sets wins.
 */
export function readEnvFile(
  path: string,
): { ok: true; values: Readonly<Record<string, string>> } | { ok: false; mistakes: string[] } {
  if (!existsSync(path)) return { ok: false, mistakes: [`${path} is not there.`] }
  const { mode } = statSync(path)
  if (process.platform !== 'win32' && (mode & OTHERS_MAY) !== 0) {
    const seen = (mode & 0o777).toString(8)
    return { ok: false, mistakes: [`${path} has mode ${seen}, so others may read its secrets: chmod 600 ${path}`] }
  }
  const values = Object.entries(parseEnv(readFileSync(path, 'utf8'))).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  const unknown = values.filter(([name]) => !settingNames.test(name))
  if (unknown.length > 0) return { ok: false, mistakes: unknown.map(([name]) => `${path}: ${name} is no setting.`) }
  return { ok: true, values: Object.fromEntries(values.filter(([, value]) => value !== '')) }
}
