import { expect, test } from 'vitest'
import { csvOf } from '../../../src/evidence-files/csv.ts'
import { sampleExports } from '../../support/evidence/sample-exports.ts'

const { period, 'fiscal year': year } = await sampleExports()
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

test.each([
  ['behind a semicolon', 'late;=HYPERLINK("x")', `late;'=HYPERLINK("x")`],
  ['behind a semicolon and spaces', 'late; \u00A0@SUM(A1)', `late;' \u00A0@SUM(A1)`],
  ['behind a semicolon and a quote', 'late;"=1+1', `late;'"=1+1`],
  ['on the next line', 'late\n-1+1\r\n+1', `late\n'-1+1\r\n'+1`],
  ['behind a carriage return', '\r=1;\r=2', `'\r'=1;'\r'=2`],
  ['behind a tab', '\t=1;\t=2', `'\t=1;'\t=2`],
  ['words stay as they are', 'late; see\n\nticket 4711 - 2', 'late; see\n\nticket 4711 - 2'],
])('nor is what a spreadsheet that parts fields by semicolons takes for one: %s', (_what, reason, safe) => {
  const [record] = period.records
  const [first] = record?.entries ?? []
  if (!record || !first) throw new Error('the sample has entries')
  const entry = { ...first.entry, kind: 'rejected', details: { ...first.entry.details, reason } } as const
  const [, line = []] = readCsv(
    csvOf({ ...period, records: [{ ...record, entries: [{ ...first, entry }], later: [] }] }).slice(1),
  )
  expect(line[heads.indexOf('Reason or note')]).toBe(safe)
})

test('every cell stands in quotes, so that none ends where it should not', () => {
  expect(
    csv
      .slice(1)
      .replaceAll(/"(?:[^"]|"")*"/g, '')
      .replaceAll(/[,\r\n]/g, ''),
  ).toBe('')
})

test('an approval says who, when by both clocks, why they were allowed, and the words they confirmed', () => {
  expect(cells.find(({ Kind, Record }) => Kind === 'Approved' && Record === 'US-0005')).toMatchObject({
    About: 'Close of Oct 2026',
    Person: 'Dave "=1+1" <Müller>, jr.',
    'Slack ID': 'U0DAVE',
    'E-mail': 'u0dave@example.com',
    'Time (UTC)': '2026-11-04T14:03:23.000Z',
    'Slack time (UTC)': '2026-11-04T14:03:22.000Z',
    'Why allowed': expect.stringContaining('for Person U0BOB (U0BOB, u0bob@example.com) by the delegation number 4'),
    What: expect.stringContaining('Confirmed: “You agree to the close of Oct 2026'),
  })
})

test('each line has the policy and the program that its entry names', () => {
  const policies = new Set(cells.map((line) => line['Policy hash']).filter((policy) => policy !== ''))
  expect([...policies]).toEqual(period.policies.map(({ hash }) => hash))
  expect(heads).toContain('Code')
})

test('an exception says who acknowledged it; a control test says in words what was tried, with ids as they are', () => {
  expect(cells.map(({ About }) => About)).toContain(
    'Exception, acknowledged by Person U0CAROL (U0CAROL, u0carol@example.com)',
  )
  const ofYear = csvOf(year)
  expect(ofYear).toContain('self approval: own request, as expected; outsider: not an approver, as expected;')
  expect(ofYear).toContain('Clicks that did not count: U0BOB: own request ×1;')
  expect(ofYear).not.toContain('approvals asked for: ,')
})
