import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../src/domain/evidence/log.ts'
import { verifyExport } from '../../src/domain/evidence/verify/verify-export.ts'
import { jsonOf } from '../../src/evidence-files/export-files.ts'
import { workedExample } from '../support/evidence/worked-example.ts'
import { sha256 } from '../support/fake-requests.ts'
import { problemsOf } from './second-verifier.mjs'

const example = workedExample()

/** What stands between the marks in docs/evidence.md. */
function explained(): string {
  const [one, two] = example.register
  if (!one || !two) throw new Error('the example has two records')
  const { digest: _digest, ...everything } = example
  return [
    'The canonical JSON of its first entry is',
    ['```json', canonicalJson(one.entry), '```'].join('\n'),
    `SHA-256 of 64 zeros, a line feed and this text is \`${sha256(`${'0'.repeat(64)}\n${canonicalJson(one.entry)}`)}\`.`,
    `That is the \`hash\` of ${one.reference}'s first entry, from which its second entry and the first of ${two.reference} go on. The latter's is \`${two.hash}\`, and the head of ${two.reference} is \`${example.records[1]?.head}\`.`,
    `The canonical JSON of the export without \`digest\` has ${canonicalJson(everything).length} characters; its SHA-256 is \`${example.digest}\`.`,
  ].join('\n\n')
}

test('the example is what the program makes; after a change of the format, vitest -u writes it anew', async () => {
  await expect(jsonOf(example)).toMatchFileSnapshot('../../docs/evidence-example.json')
})

test('the page shows the example as it is', () => {
  const page = readFileSync('docs/evidence.md', 'utf8')
  expect(/<!-- example -->\n\n(?<text>.*)\n\n<!-- \/example -->/s.exec(page)?.groups?.text).toBe(explained())
})

test('the example verifies, by both verifiers', () => {
  const heads = example.records.flatMap(({ head }) => head ?? [])
  const anchors = { heads, digest: example.digest }
  expect(verifyExport(JSON.parse(jsonOf(example)), anchors, sha256)).toMatchObject({
    findings: [],
    vouchedFor: ['US-0001', 'US-0002'],
  })
  expect(problemsOf(JSON.parse(jsonOf(example)), anchors)).toEqual([])
})
