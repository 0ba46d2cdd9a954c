import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EvidenceExport } from '../../src/domain/evidence/export/evidence-export.ts'
import { canonicalJson } from '../../src/domain/evidence/log.ts'
import { verifyExport } from '../../src/domain/evidence/verify/verify-export.ts'
import { cutOff, forge, withoutLast } from '../support/evidence/forge.ts'
import { mutated, mutation, type Path } from '../support/evidence/mutations.ts'
import { sampleExports } from '../support/evidence/sample-exports.ts'
import { sha256 } from '../support/fake-requests.ts'
import { problemsOf } from './second-verifier.mjs'

const exports = await sampleExports()
const { period, 'under way': underWay } = exports
const sample = fc.constantFrom(period, underWay, underWay)
/** Of each kind. Set to thousands to look for what hundreds do not find. */
const mutations = Number(process.env.MUTATIONS ?? 150)

const texts = new Map([period, underWay].map((evidence) => [evidence, canonicalJson(evidence)]))

const nothing = { heads: [], digest: null }

type Anchors = Parameters<typeof verifyExport>[1]

/** Whether it is detected; both verifiers have to say the same. */
function isDetected(value: unknown, anchors: Anchors): boolean {
  const found = verifyExport(value, anchors, sha256).findings.length > 0
  expect(problemsOf(value, anchors).length > 0, 'both verifiers say the same').toBe(found)
  return found
}

test.each(Object.entries(exports))('the export of a %s verifies, for both', (_what, evidence) => {
  const heads = evidence.records.flatMap(({ head }) => head ?? [])
  expect(verifyExport(evidence, nothing, sha256).findings).toEqual([])
  expect(problemsOf(evidence)).toEqual([])
  expect(isDetected(evidence, { heads, digest: evidence.digest })).toBe(false)
})

test('whatever is altered, removed, inserted, repeated or moved: it is detected', () => {
  fc.assert(
    fc.property(sample, mutation, (evidence, change) => {
      const { value } = mutated(evidence, change)
      fc.pre(canonicalJson(value) !== texts.get(evidence))
      expect(isDetected(value, nothing)).toBe(true)
    }),
    { numRuns: mutations },
  )
}, 600_000)

test('and so it is when the digest is made anew; the header and an end that no head vouches for with the digest', () => {
  fc.assert(
    fc.property(sample, mutation, (evidence, change) => {
      const { value, path } = mutated(evidence, change)
      const { digest: _digest, ...everything } = Object(value)
      const forged = { ...everything, digest: sha256(canonicalJson(everything)) }
      fc.pre(canonicalJson(forged) !== texts.get(evidence))
      const heads = evidence.records.flatMap(({ head }) => head ?? [])
      expect(isDetected(forged, { heads, digest: evidence.digest })).toBe(true)
      if (!isOnlyOfDigest(evidence, path, forged)) expect(isDetected(forged, nothing)).toBe(true)
    }),
    { numRuns: mutations },
  )
}, 600_000)

/** What hangs on nothing but the digest: the header, and what is cut off behind the last thing that refers to it. */
function isOnlyOfDigest(evidence: EvidenceExport, path: Path, value: unknown): boolean {
  const [where, number, list] = path
  if (where === 'header') return true
  const record = where === 'records' ? evidence.records[Number(number)] : undefined
  const [before, after] = [at(evidence, path), at(value, path)]
  if (!isBegin(after, before)) return false
  if (path.length === 1 && where === 'register') return evidence.records.every((one) => one.number <= after.length)
  if (path.length === 3 && list === 'entries') return record?.state !== 'sealed' && after.length > 0
  return path.length === 3 && list === 'later'
}

function at(value: unknown, path: Path): readonly unknown[] {
  const found = path.reduce<unknown>((inner, key) => Object(inner)[key], value)
  return Array.isArray(found) ? found : []
}

function isBegin(some: readonly unknown[], whole: readonly unknown[]): boolean {
  return some.length < whole.length && some.every((one, index) => canonicalJson(one) === canonicalJson(whole[index]))
}

const places = Object.entries(exports).flatMap(([what, evidence]) =>
  evidence.records.flatMap(({ number, state, entries, later }) =>
    [...entries, ...later].map(({ sequence }) => ({
      what,
      evidence,
      number,
      place: sequence,
      state,
      last: entries.length,
    })),
  ),
)

test.each(places)(
  '$what: entry $place of record $number, altered with every hash after it, shows by the heads',
  (forged) => {
    const { evidence, number, place, state, last } = forged
    const value = forge(evidence, number, place)
    const heads = evidence.records
      .filter((one) => (place === 1 ? one.number >= number : one.number === number))
      .flatMap(({ head }) => head ?? [])
    const isVouchedFor = heads.length > 0 && (place === 1 || (state === 'sealed' && place <= last))
    expect(isDetected(value, nothing)).toBe(false)
    expect(isDetected(value, { heads, digest: null })).toBe(isVouchedFor)
    expect(isDetected(value, { heads: [], digest: evidence.digest })).toBe(true)
  },
)

test('a record whose end was cut off, and one that was removed with all behind it, show by their heads', () => {
  const evidence = exports['fiscal year']
  for (const { number, head, entries } of evidence.records.filter((record) => record.head !== null)) {
    for (const forged of [cutOff(evidence, number, entries.length - 1), withoutLast(evidence, number - 1)]) {
      expect(isDetected(forged, nothing)).toBe(false)
      expect(verifyExport(forged, nothing, sha256).notChecked.length).toBeGreaterThan(0)
      expect(isDetected(forged, { heads: [head ?? ''], digest: null })).toBe(true)
    }
  }
})
