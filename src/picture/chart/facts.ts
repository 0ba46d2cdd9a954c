import { closingTimesOf } from '../../domain/home/closing-times.ts'
import type { DaysToClose } from '../../domain/home/days-to-close.ts'

/** The line above the bars: what somebody wants to know who looks for two seconds. */
export function factsOf(series: DaysToClose): string {
  const { inTime, ofDue, usualDays } = closingTimesOf(series)
  const facts = [
    ofDue > 0 ? `${inTime} of ${ofDue} closed by the due day` : '',
    usualDays === null ? '' : `usually ${usualDays} ${usualDays === 1 ? 'day' : 'days'}`,
    series.periods.some(({ closed }) => closed === 'unknown') ? '? = day not known' : '',
  ]
  const line = facts.filter((fact) => fact !== '').join(' · ')
  return line.charAt(0).toUpperCase() + line.slice(1)
}
