import { expect, test } from 'vitest'
import { packetOf } from '../../../src/evidence-files/packet/packet.ts'
import { sampleExports } from '../../support/evidence/sample-exports.ts'

const exports = await sampleExports()
const page = packetOf(exports['fiscal year'])
const text = page.replace(/<style>.*<\/style>/s, '')

test('holds nothing that runs or is fetched: no script, no address, no handler, and a policy that forbids them', () => {
  expect(text).not.toMatch(/<(script|link|img|iframe|object|embed|form|a|base)\b/i)
  expect(text).not.toMatch(/\s(on\w+|src|href|style)=/i)
  expect(page).not.toMatch(/url\(|@import|https?:/)
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`)
})

test('what people and Zuora wrote is text, never markup', () => {
  expect(text).toContain('Dave &quot;=1+1&quot; &lt;Müller&gt;, jr.')
  expect(text).toContain('&lt;b&gt;see&lt;/b&gt;')
  expect(text).not.toContain('<b>')
})

test.each([
  ['the entity and what it is of', 'Evidence: FY2026, Example US'],
  ['how the last close stands', 'Close of Oct 2026 (US-0007): under way, not sealed.'],
  ['an exception, who explained it and why', 'late invoice'],
  ['a delegation', 'handed their part to'],
  ['the words that were confirmed', 'You agree to the close of Oct 2026'],
  ['what approvers saw', 'status PendingClose; 2026-10-01 to 2026-10-31; trial balance Completed'],
  ['until when it is kept', '2035-09-30'],
  ['how it is verified', 'npm run verify -- export.json --head HEAD --digest DIGEST'],
  ['the digest of the export', exports['fiscal year'].digest],
  ['every head', exports['fiscal year'].records.find(({ head }) => head !== null)?.head ?? 'none'],
])('says %s', (_what, said) => {
  expect(text).toContain(said)
})

test('says that there was no exception and no delegation where there was none', () => {
  expect(packetOf(exports['under way'])).toContain('No exception was recorded.')
  expect(packetOf(exports['under way'])).toContain('No decision rested on a delegation.')
})
