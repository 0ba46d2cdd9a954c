import { closingTimesOf, isLate } from '../../domain/home/closing-times.ts'
import type { DaysToClose } from '../../domain/home/days-to-close.ts'

/** Twice what Slack shows at most, so that it is sharp on every screen. */
export const width = 1200
export const height = 600

const left = 44
/** Room for the word at the end of the due line. */
const right = 112
/** Below the facts, and below the words above a bar where there are any. */
const top = { reopened: 300, late: 232, inTime: 190 }
export const baseline = 486
const widestColumn = 176
const leastBar = 6

/** Where the columns stand, and how high a number of days is. */
export type Plot = {
  column: (index: number) => { left: number; middle: number; right: number }
  barWidth: number
  yOf: (days: number) => number
  /** Higher than the plot: drawn with a break. */
  isBroken: (days: number) => boolean
}

export function plotOf(series: DaysToClose): Plot {
  const { periods } = series
  const pitch = Math.min((width - left - right) / Math.max(periods.length, 1), widestColumn)
  const most = mostDays(series)
  const words = periods.some(({ isReopened }) => isReopened) ? 'reopened' : periods.some(isLate) ? 'late' : 'inTime'
  const highest = baseline - top[words]
  return {
    column(index) {
      const from = left + index * pitch
      return { left: from, middle: from + pitch / 2, right: from + pitch }
    },
    barWidth: Math.min(pitch * 0.64, 88),
    yOf: (days) => baseline - Math.max(leastBar, (Math.min(days, most) / most) * highest),
    isBroken: (days) => days > most,
  }
}

/** One period that took half a year must not make the others flat. */
function mostDays(series: DaysToClose): number {
  const known = series.periods.flatMap(({ days }) => days ?? [])
  const due = series.periods.flatMap(({ dueDays }) => dueDays ?? [])
  const usual = Math.max(4 * (closingTimesOf(series).usualDays ?? 0), 3 * Math.max(0, ...due), 15)
  return Math.min(Math.max(...known, ...due, 1), usual)
}
