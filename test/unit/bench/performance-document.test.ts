import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { BenchResult } from '../../../bench/document/bench-result.ts'
import { renderPerformance } from '../../../bench/document/render.ts'
import { targetsOf } from '../../../bench/document/targets.ts'
import { missed } from '../../../bench/figures/target.ts'
import { sampleResult } from './sample-result.ts'

/** Its headings and the titles of its tables' columns and rows, whatever the figures are. */
function shapeOf(document: string): string[] {
  return document.split('\n').flatMap((line) => {
    if (line.startsWith('#')) return [line]
    if (!line.startsWith('| ') || line.startsWith('| -')) return []
    const cells = line.split('|').map((cell) => cell.trim())
    const isHead = !/\d/.test(cells.slice(2).join(''))
    return [(isHead ? cells : cells.slice(0, 2)).join(' | ').replaceAll(/\d[\d,.]*/g, 'N')]
  })
}

test('docs/performance.md is what the command writes', () => {
  const written = shapeOf(readFileSync('docs/performance.md', 'utf8'))
  expect(written).toEqual(shapeOf(renderPerformance(sampleResult)))
})

test('the document says what was measured as ratios, and on which machine', () => {
  const document = renderPerformance(sampleResult)
  expect(document).toContain('Some CPU, 2 cores, 8 GB, Node v24.21.0, linux x64')
  expect(document).toMatch(/\| `slack` +\| +`help` +\| +1\.70 \| +1\.68 – 1\.74 \|/)
  expect(document).toMatch(/\| \*\*cents\*\* .*\*\*0\.257\*\* \|/)
  expect(document).not.toMatch(/NaN|undefined|Infinity/)
})

describe('targets', () => {
  test('a run that meets them all has nothing to say', () => {
    expect(missed(targetsOf(sampleResult))).toEqual([])
    expect(renderPerformance(sampleResult)).not.toContain('**missed**')
  })

  test.each<[string, (result: BenchResult) => BenchResult]>([
    ['`help` on a cold start, of the empty handler', withCold('slack', 'help', 91)],
    ['`help` on a cold start, faster than stock', withCold('stock', 'help', 169)],
    ['handed on, on a cold start, of the empty handler', withCold('slack', 'handed-on', 121)],
    ['handed on, on a cold start, faster than stock', withCold('stock', 'handed-on', 99)],
    [
      'the bundle of `slack`, with what lies beside it',
      (it) => ({ ...it, sizes: it.sizes.map((size) => ({ ...size, bytes: 350_100 })) }),
    ],
    [
      'a close, the dearest below',
      withLongClose({ bill: { stepFunctions: 0, lambda: 0, dynamoDb: 0, other: 0, total: 0.0101 } }),
    ],
    ['looks at a trial balance of 4 h', withLongClose({ looks: 101 })],
    ['its end noticed after', withLongClose({ noticedAfterSeconds: 306 })],
  ])('missed: %s', (name, change) => {
    const lines = missed(targetsOf(change(sampleResult)))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(`${name}: `)
    expect(renderPerformance(change(sampleResult))).toContain('**missed**')
  })
})

function withCold(name: string, asked: string, ms: number) {
  return (result: BenchResult): BenchResult => {
    const measured = result.coldStarts.measured.map((one) =>
      one.name === name && one.asked === asked ? { ...one, firstAckMs: { ...one.firstAckMs, median: ms } } : one,
    )
    return { ...result, coldStarts: { ...result.coldStarts, measured } }
  }
}

function withLongClose(change: Partial<BenchResult['closes'][number]>) {
  return (result: BenchResult): BenchResult => ({
    ...result,
    closes: result.closes.map((close) => (close.trialBalanceSeconds === 14_400 ? { ...close, ...change } : close)),
  })
}
