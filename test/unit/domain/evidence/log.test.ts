import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beginning, canonicalJson, chainOf, type LogEntry } from '../../../../src/domain/evidence/log.ts'
import { headOf, referenceOf } from '../../../../src/domain/request.ts'
import { sha256 } from '../../../support/fake-requests.ts'
import { alice, bob } from '../../../support/sample-request.ts'

const log: readonly LogEntry[] = [
  { at: '2026-11-02T13:00:00.000Z', kind: 'asked', by: alice, details: { action: 'close', note: null } },
  { at: '2026-11-02T13:05:00.000Z', kind: 'approval-asked', by: null, details: { round: 1, expiresAt: 'later' } },
  { at: '2026-11-02T14:00:00.000Z', kind: 'approved', by: bob, details: { round: 1 } },
  { at: '2026-11-02T14:00:01.000Z', kind: 'outcome', by: null, details: { outcome: { kind: 'succeeded' } } },
]

const headOfLog = (entries: readonly LogEntry[]) => chainOf(entries, [], beginning, sha256).at(-1)

describe('canonical JSON', () => {
  test('is one text whatever the order in which keys were set', () => {
    expect(canonicalJson({ b: 1, a: [{ d: 2, c: null }] })).toBe('{"a":[{"c":null,"d":2}],"b":1}')
    expect(canonicalJson({ a: [{ c: null, d: 2 }], b: 1 })).toBe('{"a":[{"c":null,"d":2}],"b":1}')
  })

  test('orders keys that look like numbers as text, as it does all others', () => {
    expect(canonicalJson({ b: 1, 9: 2, 10: 3, B: 4 })).toBe('{"10":3,"9":2,"B":4,"b":1}')
  })

  test('keeps the order of lists and leaves out what is undefined', () => {
    expect(canonicalJson({ list: [2, 1], nothing: undefined })).toBe('{"list":[2,1]}')
  })

  test('is the same for everything that JSON can carry, after a journey as JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})

describe('the chain', () => {
  test('has a hash for every entry, each over the one before', () => {
    const chain = chainOf(log, [], beginning, sha256)
    expect(chain).toHaveLength(log.length)
    expect(chain[0]).toBe(sha256(`${beginning}\n${canonicalJson(log[0])}`))
    expect(chain[1]).toBe(sha256(`${chain[0]}\n${canonicalJson(log[1])}`))
  })

  test('is the same whether it grew by one entry at a time or all at once', () => {
    const grown = log.reduce<string[]>(
      (chain, _entry, index) => chainOf(log.slice(0, index + 1), chain, beginning, sha256),
      [],
    )
    expect(grown).toEqual(chainOf(log, [], beginning, sha256))
  })

  test('another entry before it, another head: a request that was removed shows', () => {
    expect(chainOf(log, [], sha256('another first entry'), sha256).at(-1)).not.toBe(headOfLog(log))
  })

  test.each(log.map((entry, index) => [entry.kind, index] as const))(
    'any change of the entry “%s” changes the head',
    (_kind, index) => {
      const changed = (change: Partial<LogEntry>) => log.with(index, { ...(log[index] as LogEntry), ...change })
      const versions = [
        changed({ at: '2026-11-02T14:00:02.000Z' }),
        changed({ kind: 'voided' }),
        changed({ by: { ...alice, email: 'someone.else@example.com' } }),
        changed({ details: { ...log[index]?.details, added: null } }),
        log.toSpliced(index, 1),
      ]
      const heads = [log, ...versions].map(headOfLog)
      expect(new Set(heads).size).toBe(versions.length + 1)
    },
  )

  test('two entries in another order change the head', () => {
    const [first, second, ...others] = log
    expect(headOfLog([second, first, ...others].filter((entry) => entry !== undefined))).not.toBe(headOfLog(log))
  })
})

test('the head is the last hash, and there is none before the outcome is sealed', () => {
  expect(headOf({ status: 'finished', chain: ['one', 'two'] })).toBe('two')
  expect(headOf({ status: 'working', chain: ['one', 'two'] })).toBeNull()
})

test('a request is called by its entity and its number', () => {
  expect(referenceOf({ entity: 'us', number: 147 })).toBe('US-0147')
  expect(referenceOf({ entity: 'us', number: 12_345 })).toBe('US-12345')
})
