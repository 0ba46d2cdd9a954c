import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compileConfig } from '../../scripts/build/compile-config.ts'
import { publicHolidaysOf } from '../../scripts/build/public-holidays.ts'
import { readConfig } from '../../src/config.ts'

const now = new Date('2026-11-03T12:00:00Z')
let dir: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'compile-config-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

function compile(change: (example: string) => string) {
  const path = join(dir, 'closing-bell.yml')
  writeFileSync(path, change(readFileSync('closing-bell.example.yml', 'utf8')))
  return compileConfig(path, now)
}

test('the dates of the holidays that are named are in the compiled file, which the functions read', () => {
  const compiled = compile((text) => text.replace('orgIds: [] }', 'orgIds: [], holidays: DE-BY }'))
  if (!compiled.ok) throw new Error(compiled.mistakes.join('\n'))
  const read = readConfig(JSON.parse(compiled.json))
  if (!read.ok) throw new Error(read.mistakes.join('\n'))
  const { publicHolidays } = read.config
  expect(Object.keys(publicHolidays)).toEqual(['US', 'DE-BY'])
  expect(publicHolidays.US).toContain('2026-11-26')
  expect(publicHolidays['DE-BY']).toContain('2027-01-06')
  expect(publicHolidays.US).not.toContain('2027-01-06')
})

test.each([
  ['a country', 'XX'],
  ['a part of one', 'US-XX'],
  ['a part of a part', 'DE-BY-X'],
])('%s that nobody knows is refused with its path', (_what, where) => {
  expect(compile((text) => text.replace('holidays: US', `holidays: ${where}`))).toEqual({
    ok: false,
    mistakes: [`reminders.holidays: no public holidays are known for ${where}`],
  })
  expect(compile((text) => text.replace('orgIds: [] }', `orgIds: [], holidays: ${where} }`))).toEqual({
    ok: false,
    mistakes: [`entities[0].holidays: no public holidays are known for ${where}`],
  })
})

test('dates are not given by hand: they would be overwritten', () => {
  expect(compile((text) => `${text}\npublicHolidays: { US: ['2026-11-26'] }\n`)).toMatchObject({
    ok: false,
    mistakes: [expect.stringMatching(/^publicHolidays: /)],
  })
})

test('a file without holidays has no dates', () => {
  const compiled = compile((text) => text.replace('holidays: US, ', ''))
  expect(compiled).toMatchObject({ ok: true, json: expect.stringContaining('"publicHolidays": {}') })
})

test('holidays are known from last year to ten years on, each once and in order', () => {
  const dates = publicHolidaysOf('US', now) ?? []
  expect([dates[0], dates.at(-1)]).toEqual(['2025-01-01', '2036-12-25'])
  expect(dates).toEqual([...new Set(dates)].toSorted())
})

test('the day off for a holiday at a weekend is one too, also in the year before', () => {
  const dates = publicHolidaysOf('US', now)
  expect(dates).toEqual(expect.arrayContaining(['2026-07-03', '2027-12-31']))
  expect(publicHolidaysOf('GB', now)).toEqual(expect.arrayContaining(['2027-12-27', '2027-12-28']))
})

test('half a day off is a business day, and a holiday of several days is each of them', () => {
  expect(publicHolidaysOf('CN', now)).not.toContain('2026-03-08')
  expect(publicHolidaysOf('AE', now)).toEqual(expect.arrayContaining(['2026-03-20', '2026-03-21', '2026-03-22']))
})
