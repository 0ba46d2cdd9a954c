import { isLate } from '../../domain/home/closing-times.ts'
import type { TimeToClose } from '../../domain/home/days-to-close.ts'
import { baseline, type Plot } from './plot.ts'
import type { Shape, Words } from './shape.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** What stands on and above the baseline for one period. */
export function columnOf(period: TimeToClose, index: number, plot: Plot): Shape[] {
  const { middle } = plot.column(index)
  const { closed, days } = period
  if (closed === 'unknown') return [words('?', { x: middle, y: baseline - 16, size: 44, ink: 'quiet' })]
  if (days === null) return notYet(period, plot, middle)
  const numbers = numberOf(period, days, plot, middle)
  const highest = Math.min(plot.yOf(days), ...numbers.map(({ y, size }) => y - size))
  return [...barOf(period, days, plot, middle), ...numbers, ...(period.isReopened ? openAgain(highest, middle) : [])]
}

/** Its first close counts. */
function openAgain(above: number, middle: number): Words[] {
  const small = { x: middle, size: 30, ink: 'quiet' } as const
  return [words('open', { ...small, y: above - 40 }), words('again', { ...small, y: above - 10 })]
}

function notYet({ isOverdue, dueDays }: TimeToClose, { yOf }: Plot, middle: number): Words[] {
  const small = { x: middle, size: 32, ink: isOverdue ? 'late' : 'quiet', bold: isOverdue } as const
  const text = [words('not', { ...small, y: baseline - 48 }), words('yet', { ...small, y: baseline - 16 })]
  const y = Math.min(yOf(dueDays ?? 0) - 14, baseline - 88)
  return isOverdue ? [...text, words('late', { ...small, size: 34, y })] : text
}

/** Up to the due day in one colour; what is after it in the other. */
function barOf(period: TimeToClose, days: number, { yOf, barWidth, isBroken }: Plot, middle: number): Shape[] {
  const box = { kind: 'box', x: middle - barWidth / 2, width: barWidth } as const
  const top = yOf(days)
  const inTime = yOf(Math.min(days, period.dueDays ?? days))
  const late: Shape[] = isLate(period) ? [{ ...box, y: top, height: inTime - top, ink: 'late' }] : []
  const gap = { x: box.x - 8, toX: box.x + barWidth + 8, y: top + 34, toY: top + 18, ink: 'paper', thick: 10 } as const
  const broken: Shape[] = isBroken(days) ? [{ kind: 'line', ...gap }] : []
  return [{ ...box, y: inTime, height: baseline - inTime, ink: 'time' }, ...late, ...broken]
}

/** Of a digit, as a part of its size. */
const capHeight = 0.74
/** Still to be read on a phone. */
const smallest = 34

/** In the bar where it has room for it, so that the due line above does not run through it. */
function numberOf(period: TimeToClose, days: number, { yOf, isBroken }: Plot, middle: number): Words[] {
  const text = String(days)
  const size = text.length > 3 ? 34 : 46
  const top = yOf(days)
  if (isLate(period)) {
    const late = { x: middle, ink: 'late', bold: true } as const
    return [words(text, { ...late, y: top - 12, size }), words('late', { ...late, y: top - 54, size: 34 })]
  }
  const room = Math.min(baseline - top - 10, size)
  if (room >= smallest && text.length < 3 && !isBroken(days)) {
    const inBar = { x: middle, y: top + 10 + room * capHeight, size: room, ink: 'paper', bold: true } as const
    return [{ ...words(text, inBar), on: 'time' }]
  }
  return [words(text, { x: middle, y: top - 12, size, ink: 'ink', bold: true })]
}

/** Its month, whatever a period is called, and its year where that begins. */
export function axisLabelsOf(periods: readonly TimeToClose[], plot: Plot): Words[] {
  return periods.flatMap(({ endDate }, index) => {
    const [year = '', month = ''] = endDate.split('-')
    const x = plot.column(index).middle
    const label = words(months[Number(month) - 1] ?? '', { x, y: baseline + 46, size: 36, ink: 'ink' })
    const isNewYear = !periods[index - 1]?.endDate.startsWith(year)
    return isNewYear ? [label, words(year, { x, y: baseline + 88, size: 32, ink: 'quiet' })] : [label]
  })
}

function words(text: string, { x, y, size, ink, bold = false }: Omit<Words, 'kind' | 'text' | 'align' | 'on'>): Words {
  return { kind: 'words', text, x, y, size, ink, bold, align: 'middle' }
}
