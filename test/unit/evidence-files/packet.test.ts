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

test.each([
  ['the policy of a request', /US-0005: Close.*?<dt>Policy \(SHA-256\)<\/dt><dd><span class="hash">\w{64}</s],
  ['who was looked up again before Zuora was asked', /<dt>Looked up again before the ask<\/dt><dd>U0DAVE, U0CAROL</],
  ['what was looked for', /<dt>Looked for in Zuora<\/dt><dd>draft invoices, draft payments, /],
  ['by whom an exception was acknowledged', /US-0006: Exception, acknowledged by Person U0CAROL \(U0CAROL/],
  ['that no exception is open', /in all\. No exception is open\.<\/p>/],
  ['each policy in one line', /<pre class="small">\{&quot;actions&quot;[^\n]*\}<\/pre>/],
  ['why the control test might be run', /Control test of a rehearsal \(.*?Named by the policy: U0BOB/s],
])('of what it rests on it says %s', (_what, said) => {
  expect(text).toMatch(said)
})

test('an exception that nobody acknowledged stands in the first line and in its own heading', () => {
  const evidence = exports['fiscal year']
  const records = evidence.records.map((record) => ({
    ...record,
    entries: record.entries
      .filter(({ entry }) => entry.kind !== 'acknowledged')
      .map((one) => ({ ...one, entry: { ...one.entry, code: '1.0.0 abc' } })),
  }))
  const open = packetOf({ ...evidence, records })
  expect(open).toContain('in all. 1 exception NOT ACKNOWLEDGED.</p>')
  expect(open).toContain('US-0006: Exception, NOT ACKNOWLEDGED</h3>')
  expect(open).toContain('<dt>Program</dt><dd>1.0.0 abc</dd>')
})
