import { expect, test } from 'vitest'
import type { DaysToClose } from '../../../src/domain/home/days-to-close.ts'
import { chartOf } from '../../../src/picture/chart/days-chart.ts'
import { svgOf } from '../../../src/picture/svg.ts'
import { aYear, daysToCloseOf } from '../../support/days-to-close.ts'

const wordsOf = (series: DaysToClose) => chartOf(series).shapes.flatMap((it) => (it.kind === 'words' ? [it] : []))
const textsOf = (series: DaysToClose) => wordsOf(series).map(({ text }) => text)
const boxesOf = (series: DaysToClose) => chartOf(series).shapes.flatMap((it) => (it.kind === 'box' ? [it] : []))
const linesOf = (series: DaysToClose) => chartOf(series).shapes.flatMap((it) => (it.kind === 'line' ? [it] : []))

test('it says what it is, how many were in time, and each number and month', () => {
  const texts = textsOf(daysToCloseOf(aYear))
  expect(texts.slice(0, 3)).toEqual([
    'Days from period end to close',
    '9 of 11 closed by the due day · usually 6 days',
    'due',
  ])
  expect(texts.filter((text) => /^\d{1,2}$/.test(text))).toEqual([
    '4',
    '7',
    '6',
    '5',
    '9',
    '6',
    '4',
    '21',
    '5',
    '6',
    '5',
  ])
  const axis = texts.slice(texts.indexOf('yet') + 1)
  expect(axis.filter((text) => text.length === 3)).toEqual([
    'Nov',
    'Dec',
    'Jan',
    'Feb',
    'Mar',
    'Apr',
    'May',
    'Jun',
    'Jul',
    'Aug',
    'Sep',
    'Oct',
  ])
  expect(axis.filter((text) => text.length === 4)).toEqual(['2025', '2026'])
})

test('days are heights: twice the days, twice the bar', () => {
  const [first, second] = boxesOf(daysToCloseOf([2, 4]))
  expect(second?.height).toBeCloseTo(2 * (first?.height ?? 0))
  expect((first?.y ?? 0) + (first?.height ?? 0)).toBe((second?.y ?? 0) + (second?.height ?? 0))
})

test('what is after the due day stands on what was before it, in another colour and with a word', () => {
  const series = daysToCloseOf([9])
  const [inTime, late] = boxesOf(series)
  expect([inTime?.ink, late?.ink]).toEqual(['time', 'late'])
  expect((late?.y ?? 0) + (late?.height ?? 0)).toBeCloseTo(inTime?.y ?? 0)
  expect((late?.height ?? 0) / (inTime?.height ?? 1)).toBeCloseTo(3 / 6)
  const due = linesOf(series).find(({ dashed }) => dashed)
  expect(due?.y).toBeCloseTo(inTime?.y ?? 0)
  expect(textsOf(series)).toContain('late')
})

test('what is overdue says that it is late, and counts as not in time', () => {
  const texts = textsOf(daysToCloseOf([4, 5, 5, 'late']))
  expect(texts).toContain('3 of 4 closed by the due day · usually 5 days')
  expect(texts.filter((text) => ['not', 'yet', 'late'].includes(text))).toEqual(['not', 'yet', 'late'])
  expect(wordsOf(daysToCloseOf([4, 'late'])).filter(({ ink }) => ink === 'late')).toHaveLength(3)
})

test('what was closed in time and is open again counts as it was closed, with two words above it', () => {
  const series = daysToCloseOf([4, 5, 5, 6], { reopened: ['Sep 2026'] })
  const texts = textsOf(series)
  expect(texts).toContain('4 of 4 closed by the due day · usually 5 days')
  expect(texts).not.toContain('late')
  const [open, again] = wordsOf(series).filter(({ text }) => ['open', 'again'].includes(text))
  const [, , september] = boxesOf(series)
  expect(again?.x).toBeCloseTo((september?.x ?? 0) + (september?.width ?? 0) / 2)
  expect(open?.y ?? 0).toBeLessThan(again?.y ?? 0)
  expect(again?.y ?? 0).toBeLessThan(september?.y ?? 0)
})

test('closed on its due day is in time', () => {
  const series = daysToCloseOf([6])
  expect(boxesOf(series).map(({ ink }) => ink)).toEqual(['time'])
  expect(textsOf(series)).not.toContain('late')
})

test('without a due day there is no line, and nothing is late', () => {
  const series = daysToCloseOf([40, 3, 4], { dueBusinessDay: null })
  expect(linesOf(series).filter(({ dashed }) => dashed)).toEqual([])
  expect(textsOf(series)).toContain('Usually 4 days')
  expect(textsOf(series)).not.toContain('late')
})

test('what is not known is a question mark that is explained, what is not closed says so, and neither has a bar', () => {
  const series = daysToCloseOf(['?', '?', 6, null])
  expect(boxesOf(series)).toHaveLength(1)
  const texts = textsOf(series)
  expect(texts.filter((text) => text === '?')).toHaveLength(2)
  expect(texts).toContain('1 of 1 closed by the due day · ? = day not known')
  expect(texts.join(' ')).toContain('not yet')
})

test('one that took half a year does not make the others flat, and is drawn broken', () => {
  const series = daysToCloseOf([5, 6, 5, 180])
  const heights = boxesOf(series).map(({ height }) => height)
  expect(Math.min(...heights)).toBeGreaterThan(45)
  expect(linesOf(series).filter(({ ink }) => ink === 'paper')).toHaveLength(1)
  expect(textsOf(series)).toContain('180')
  const [broken] = wordsOf(daysToCloseOf([5, 6, 5, 90], { dueBusinessDay: null })).filter(({ text }) => text === '90')
  expect(broken?.on).toBeUndefined()
})

test('nothing of it is outside the picture, whatever the numbers are', () => {
  const kinds = [
    [0],
    [0, 0, 0],
    [365, 365],
    ['late', 'late'],
    ['?', 1200],
    Array.from({ length: 12 }, () => 99),
    aYear,
  ] as const
  for (const days of kinds) {
    const { width, height, shapes } = chartOf(daysToCloseOf(days))
    for (const { x, y } of shapes) {
      expect(x).toBeGreaterThan(0)
      expect(x).toBeLessThan(width)
      expect(y).toBeGreaterThan(30)
      expect(y).toBeLessThan(height - 12)
    }
  }
})

test('the same numbers are the same image, to the letter, and there is no name in it', () => {
  const svg = svgOf(chartOf(daysToCloseOf(aYear)))
  expect(svgOf(chartOf(daysToCloseOf([...aYear])))).toBe(svg)
  const renamed = daysToCloseOf(aYear).periods.map((period) => ({ ...period, name: '<b>2026年10月</b>' }))
  expect(svgOf(chartOf({ dueBusinessDay: 5, periods: renamed }))).toBe(svg)
})
