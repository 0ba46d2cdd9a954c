import type { DaysToClose } from '../../domain/home/days-to-close.ts'
import { axisLabelsOf, columnOf } from './column.ts'
import { factsOf } from './facts.ts'
import { baseline, height, type Plot, plotOf, width } from './plot.ts'
import type { Chart, Shape } from './shape.ts'

/** One bar for each period, with its number, and the day on which it was due as a line. Nothing in it says whose it is. */
export function chartOf(series: DaysToClose): Chart {
  const { periods } = series
  const plot = plotOf(series)
  const end = plot.column(periods.length - 1).right
  return {
    width,
    height,
    shapes: [
      { kind: 'words', text: 'Days from period end to close', x: 44, y: 74, size: 48, ink: 'ink', bold: true },
      { kind: 'words', text: factsOf(series), x: 44, y: 130, size: 38, ink: 'quiet' },
      ...dueLineOf(series, plot),
      ...periods.flatMap((period, index) => columnOf(period, index, plot)),
      { kind: 'line', x: 44, y: baseline, toX: end, toY: baseline, ink: 'ink', thick: 3 },
      ...axisLabelsOf(periods, plot),
    ],
  }
}

/** Due days are business days, so in calendar days each month has its own. */
function dueLineOf({ periods }: DaysToClose, { column, yOf }: Plot): Shape[] {
  const levels = periods.flatMap(({ closed, dueDays }, index) =>
    dueDays === null || closed === 'unknown' ? [] : [{ index, y: yOf(dueDays) }],
  )
  const lines = levels.map(({ index, y }): Shape => {
    const { left, right } = column(index)
    return { kind: 'line', x: left, y, toX: right, toY: y, ink: 'ink', thick: 4, dashed: true }
  })
  const last = levels.at(-1)
  if (!last) return []
  return [
    ...lines,
    { kind: 'words', text: 'due', x: column(last.index).right + 12, y: last.y + 12, size: 38, ink: 'ink' },
  ]
}
