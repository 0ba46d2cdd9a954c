import { readFileSync } from 'node:fs'
import { parseDocument } from 'yaml'
import { readConfig } from '../src/config.ts'

/**
 * closing-bell.yml as the JSON that the functions read, or every mistake in it, one line each, starting with its place
 * in the file. Checked by the functions' own rules.
 */
export function compileConfig(path: string): { ok: true; json: string } | { ok: false; mistakes: string[] } {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return { ok: false, mistakes: [`cannot be read: ${error instanceof Error ? error.message : String(error)}`] }
  }
  const document = parseDocument(text)
  if (document.errors.length > 0) {
    return {
      ok: false,
      mistakes: document.errors.map((error) => (error.message.split('\n')[0] ?? '').replace(/:$/, '')),
    }
  }
  const raw: unknown = document.toJS()
  const read = readConfig(raw)
  return read.ok ? { ok: true, json: `${JSON.stringify(raw, null, 2)}\n` } : { ok: false, mistakes: read.mistakes }
}
