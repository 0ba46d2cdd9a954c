import { describe, expect, test } from 'vitest'
import type { EvidenceExport } from '../../src/domain/evidence/export/evidence-export.ts'
import { verifyExport } from '../../src/domain/evidence/verify/verify-export.ts'
import { createEvidenceWorld } from '../support/evidence/evidence-world.ts'
import { withDigest } from '../support/evidence/forge.ts'
import { made, sampleExports } from '../support/evidence/sample-exports.ts'
import { sha256 } from '../support/fake-requests.ts'

const exports = await sampleExports()
const nothing = { heads: [], digest: null }
const { period } = exports
const findingsOf = (value: unknown) => verifyExport(value, nothing, sha256).findings

/** A copy with something done to it, and a digest that fits. */
function after(change: (copy: EvidenceExport) => Partial<EvidenceExport>): EvidenceExport {
  const copy: EvidenceExport = structuredClone(period)
  return withDigest({ ...copy, ...change(copy) })
}

const inRecord = (number: number, change: (record: EvidenceExport['records'][number]) => object) =>
  after(({ records }) => ({
    records: records.map((record) => (record.number === number ? { ...record, ...change(record) } : record)),
  }))

test.each<[string, EvidenceExport, string]>([
  [
    'an entry was removed',
    inRecord(5, ({ entries }) => ({ entries: entries.toSpliced(6, 1) })),
    'In the place of entry 7 of US-0005 (“approved”) stands one that is numbered 8.',
  ],
  [
    'an entry was altered',
    inRecord(5, ({ entries }) => ({
      entries: entries.with(7, { ...one(entries[7]), entry: { ...one(entries[7]).entry, by: null } }),
    })),
    'The hash of entry 8 of US-0005 (“approved”) does not fit: it was altered, or an entry before it was removed, inserted or moved.',
  ],
  [
    'another head stands there',
    inRecord(5, () => ({ head: 'f'.repeat(64) })),
    'The head of US-0005 is not the hash of its outcome.',
  ],
  [
    'a sealed record is said to be under way',
    inRecord(5, () => ({ state: 'not sealed' })),
    'US-0005 is said to be not sealed, but by its entries it is sealed.',
  ],
  [
    'the outcome is not the last entry',
    inRecord(5, ({ entries }) => ({ entries: [...entries, one(entries[0])] })),
    'The outcome of US-0005 is entry 12, and not its last: nothing may follow it in the log.',
  ],
  [
    'a record says it is about something else',
    inRecord(5, ({ subject }) => ({ subject: { ...subject, action: 'reopen' } })),
    'What US-0005 is said to be about is not what its first entry says.',
  ],
  [
    'a record is missing',
    after(({ records }) => ({ records: records.filter(({ number }) => number !== 3) })),
    'The record of US-0003 belongs into this export and is missing.',
  ],
  [
    'the delegation behind an approval is missing',
    after(({ records }) => ({ records: records.filter(({ number }) => number !== 4) })),
    'The record of US-0004 belongs into this export and is missing.',
  ],
  [
    'a number is missing in the register',
    after(({ register }) => ({ register: register.filter(({ number }) => number !== 3) })),
    'The register has no number 3: it was removed, or US-0004 moved.',
  ],
  [
    'records are in another order',
    after(({ records }) => ({ records: records.toReversed() })),
    'The record US-0001 stands behind US-0002: it is out of order, or stands there twice.',
  ],
  [
    'the text of a policy was altered',
    after(({ policies }) => ({ policies: policies.map(({ hash, text }) => ({ hash, text: text.replace('2', '1') })) })),
    `The text of the policy ${period.policies[0]?.hash} does not have that hash.`,
  ],
  [
    'the text of a policy is missing',
    after(() => ({ policies: [] })),
    `The text of the policy ${period.policies[0]?.hash} is missing.`,
  ],
])('%s: it is said of which record and entry', (_what, forged, finding) => {
  expect(findingsOf(forged)).toContain(finding)
})

function one<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('there is none')
  return found
}

test('whatever is read, it is verified or said what is wrong with its layout', () => {
  for (const value of [null, 1, 'text', [], {}, { ...period, version: 2 }, { ...period, records: {} }]) {
    expect(findingsOf(value).join('\n')).toMatch(/^It is not laid out as an export: /)
  }
  expect(findingsOf({ ...period, version: 2 })).toEqual(['It is not laid out as an export: version is not 1.'])
})

describe('what was not checked is said', () => {
  const noHead =
    'Whether the table was rewritten, or the end of a record or of the register cut off, before this export was made: no head was given.'
  const headOf = (number: number) => one(period.records.find((record) => record.number === number)?.head ?? undefined)

  test('without a head, of the table, with and without the digest', () => {
    expect(verifyExport(period, nothing, sha256).notChecked).toEqual([
      noHead,
      'Whether the file is the one that was handed out: give the digest of this export.',
    ])
    expect(verifyExport(period, { heads: [], digest: period.digest }, sha256)).toEqual({
      findings: [],
      vouchedFor: [],
      notChecked: [`${noHead} The digest vouches for the file only, since it was made.`],
    })
  })

  test('with a head, of all that it does not vouch for, by the reason', () => {
    const later = one(period.records.find(({ number }) => number === 5)?.later.at(-1)).hash
    const { findings, vouchedFor, notChecked } = verifyExport(
      period,
      { heads: [headOf(5)], digest: period.digest },
      sha256,
    )
    expect({ findings, vouchedFor }).toEqual({ findings: [], vouchedFor: ['US-0005'] })
    expect(notChecked).toEqual([
      expect.stringMatching(/^Whether these were rewritten.*: US-0003\.$/),
      expect.stringMatching(/^The end of these \(not sealed.*: US-0007\.$/),
      expect.stringMatching(/^What came after the seal.*by the digest only: US-0005\.$/),
      expect.stringMatching(/^Filings have no head: .*: US-0001, US-0002, US-0004, US-0006, US-0009, US-0010\.$/),
      expect.stringContaining('behind US-0005, the last with a head given'),
    ])
    const both = verifyExport(period, { heads: [headOf(3), later], digest: period.digest }, sha256)
    expect(both.vouchedFor).toEqual(['US-0003', 'US-0005'])
    expect(both.notChecked.join('\n')).not.toContain(
      'after the seal of these (later): vouched for by the digest only: US-0005',
    )
  })

  test('a head that no record has is a finding', () => {
    const head = 'e'.repeat(64)
    const { findings } = verifyExport(period, { heads: [head], digest: null }, sha256)
    expect(findings).toEqual([
      `No entry has the head ${head}: its record was altered, cut off or removed, or is not part of this export.`,
    ])
  })
})

test('records from before the texts of policies were kept verify without them', async () => {
  const world = createEvidenceWorld()
  const { log } = await world.ask('close', null)
  const evidence = await made(world, { kind: 'period', reference: 'Oct 2026' })
  expect(log[0]).toMatchObject({ details: { policy: evidence.policies[0]?.hash } })
  expect(log[0]).not.toHaveProperty('policy')
  expect(findingsOf(withDigest({ ...evidence, policies: [] }))).toEqual([])
})
