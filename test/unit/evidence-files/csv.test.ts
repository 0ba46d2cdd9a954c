import { expect, test } from 'vitest'
import { csvOf } from '../../../src/evidence-files/csv.ts'
import { sampleExports } from '../../support/evidence/sample-exports.ts'

const { period } = await sampleExports()
const csv = csvOf(period)

/** RFC 4180, read by its own words: a field in quotes may hold commas, line breaks, and quotes that stand twice. */
function readCsv(text: string): string[][] {
  const fields = text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy)
  const lines: string[][] = [[]]
  for (const [, quoted, plain, end] of fields) {
    lines.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === '\r\n') lines.push([])
  }
  return lines.slice(0, -1)
}

const [heads = [], ...lines] = readCsv(csv.slice(1))
const cells = lines.map((line) => Object.fromEntries(heads.map((head, index) => [head, line[index] ?? ''])))

test('begins with the mark by which Excel knows UTF-8, and has one line for each entry, all of the same length', () => {
  expect(csv.charCodeAt(0)).toBe(0xfeff)
  const hashes = period.records.flatMap(({ entries, later }) => [...entries, ...later].map(({ hash }) => hash))
  expect(cells.map(({ Hash }) => Hash)).toEqual(hashes)
  expect(new Set(lines.map(({ length }) => length))).toEqual(new Set([heads.length]))
})

test('no cell is a formula, whatever people wrote', () => {
  expect(lines.flat().filter((cell) => /^\s*[=+\-@\t\r\n]/.test(cell))).toEqual([])
  expect(cells.map((line) => line['Reason or note'])).toContain(`'=HYPERLINK("x")`)
  expect(cells.map((line) => line['Reason or note'])).toContain(`'-accruals are "missing", <b>see</b>\nticket 4711`)
})

test('an approval says who, when by both clocks, why they were allowed, and the words they confirmed', () => {
  expect(cells.find(({ Kind, Record }) => Kind === 'Approved' && Record === 'US-0005')).toMatchObject({
    About: 'Close of Oct 2026',
    Person: 'Dave "=1+1" <Müller>, jr.',
    'Slack ID': 'U0DAVE',
    'E-mail': 'u0dave@example.com',
    'Time (UTC)': '2026-11-04T14:03:24.000Z',
    'Slack time (UTC)': '2026-11-04T14:03:23.000Z',
    'Why allowed': expect.stringContaining('for Person U0BOB (U0BOB, u0bob@example.com) by the delegation number 4'),
    What: expect.stringContaining('Confirmed: “You agree to the close of Oct 2026'),
  })
})
