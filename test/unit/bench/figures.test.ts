import { describe, expect, test } from 'vitest'
import { waitsFor } from '../../../bench/close/count-close.ts'
import { billFor, gbSecondsOf, noUsage, plus, times } from '../../../bench/close/usage.ts'
import { spreadOf } from '../../../bench/figures/spread.ts'
import { readBenchOptions } from '../../../bench/options.ts'
import { itemBytes } from '../../../bench/table/item-size.ts'
import { writeUnits } from '../../../bench/table/write-units.ts'

test('a spread is the median with the quartiles around it', () => {
  expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ median: 3, low: 2, high: 4, runs: 5 })
  expect(spreadOf([10, 20])).toEqual({ median: 15, low: 12.5, high: 17.5, runs: 2 })
  expect(() => spreadOf([])).toThrow('Nothing was measured.')
})

describe('what DynamoDB bills', () => {
  test('an item is as large as its names and values', () => {
    // 2 + 4; 3 + 5 digits in 3 bytes, and 1; 4 + 1; 1 + 3 + (1 + 1 + 2) + (1 + 1 + 1)
    const item = {
      pk: { S: 'ü' + 'ab' },
      num: { N: '-123.45' },
      flag: { BOOL: true },
      m: { M: { a: { S: 'xy' }, b: { NULL: true } } },
    }
    expect(itemBytes(item)).toBe(6 + 7 + 5 + 11)
    expect(itemBytes({ l: { L: [{ S: 'abc' }, { N: '7' }] }, s: { SS: ['a', 'bc'] } })).toBe(1 + 3 + 4 + 3 + 1 + 3)
  })

  const indexes = [{ name: 'open', keys: ['openPk', 'openSk'] }]
  const item = (kb: number, keys: object = {}) => ({ pk: { S: 'a' }, text: { S: 'x'.repeat(kb * 1000) }, ...keys })
  const open = { openPk: { S: 'o' }, openSk: { S: '1' } }

  test.each([
    ['a new item, by each kilobyte begun', undefined, item(2), 2],
    ['a smaller one in its place, by what was there', item(5), item(1), 5],
    ['an item in an index, once more there', item(2, open), item(3, open), 6],
    ['one that comes into the index', item(2), item(2, open), 4],
    ['one that leaves it', item(2, open), item(2), 4],
    ['one that moves within it, twice there', item(2, open), item(2, { ...open, openSk: { S: '2' } }), 6],
    ['a condition that does not hold, in the table alone', item(4, open), item(4, open), 4],
    ['a condition on an item that is not there', undefined, undefined, 1],
  ])('%s', (_what, before, after, units) => {
    expect(writeUnits(before, after, indexes)).toBe(units)
  })
})

test('a bill is each use by its price', () => {
  const bill = billFor({ ...noUsage, transitions: 400, writeUnits: 1_000_000, readUnits: 2_000_000, gbSeconds: 1000 })
  expect(bill.stepFunctions).toBeCloseTo(0.01, 10)
  expect(bill.dynamoDb).toBeCloseTo(0.625 + 0.25, 10)
  expect(bill.lambda).toBeCloseTo(0.0133334, 10)
  expect(bill.total).toBeCloseTo(bill.stepFunctions + bill.dynamoDb + bill.lambda, 10)
})

test('uses are added and multiplied', () => {
  const one = { ...noUsage, lambdaCalls: 2, readUnits: 3 }
  expect(plus(one, times(one, 10))).toEqual({ ...noUsage, lambdaCalls: 22, readUnits: 33 })
})

test('a function is billed for waiting', () => {
  expect(gbSecondsOf({ memoryMb: 512, tookMs: 300, zuora: 2, slack: 1, table: 3 })).toBeCloseTo(0.5 * 1.53, 10)
})

test('calls that are made at once are waited for once', () => {
  const call = (ms: number, tookMs: number) => ({ at: new Date(1_000_000 + ms).toISOString(), tookMs })
  expect(waitsFor([])).toBe(0)
  expect(waitsFor([call(0, 5), call(5, 5), call(20, 1)])).toBe(3)
  expect(waitsFor([call(8, 4), call(0, 5), call(3, 6)])).toBe(1)
})

test('the command says how it is used', () => {
  expect(readBenchOptions([])).toEqual({ rounds: 31, only: undefined })
  expect(readBenchOptions(['--rounds', '5', '--only', 'load'])).toEqual({ rounds: 5, only: 'load' })
  for (const wrong of [['--rounds', '1'], ['--only', 'all'], ['--fast']])
    expect(readBenchOptions(wrong)).toBeUndefined()
})
