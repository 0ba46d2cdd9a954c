import { readFileSync } from 'node:fs'
import { parseDocument } from 'yaml'
import { type Config, readConfig } from '../../src/config.ts'
import { publicHolidaysOf } from './public-holidays.ts'

type Compiled = { ok: true; json: string; config: Config } | { ok: false; mistakes: string[] }

/**
 * closing-bell.yml as the JSON that the functions read, and as they understand it, or every mistake in it, one line each, starting with its place
 * in the file. Checked by the functions' own rules. The dates of public holidays are added, so that no function has to
 * hold the holidays of the world.
 */
export function compileConfig(path: string, now = new Date()): Compiled {
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
  if (!read.ok) return read
  const mistakes = document.has('publicHolidays')
    ? ['publicHolidays: is written when this file is compiled: use holidays and daysOff']
    : []
  const publicHolidays: Record<string, string[]> = {}
  for (const { path: place, where } of holidaysNamed(read.config)) {
    const dates = publicHolidays[where] ?? publicHolidaysOf(where, now)
    if (dates) publicHolidays[where] = dates
    else mistakes.push(`${place}: no public holidays are known for ${where}`)
  }
  if (mistakes.length > 0) return { ok: false, mistakes }
  const json = `${JSON.stringify({ ...Object(raw), publicHolidays }, null, 2)}\n`
  return { ok: true, json, config: { ...read.config, publicHolidays } }
}

function holidaysNamed({ reminders, entities }: Config): { path: string; where: string }[] {
  const all = [
    { path: 'reminders.holidays', where: reminders?.holidays },
    ...entities.map(({ holidays }, index) => ({ path: `entities[${index}].holidays`, where: holidays })),
  ]
  return all.flatMap(({ path, where }) => (where === undefined ? [] : [{ path, where }]))
}
