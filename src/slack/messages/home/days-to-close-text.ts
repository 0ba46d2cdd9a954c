import { closingTimesOf, isAnyKnown, isLate } from '../../../domain/home/closing-times.ts'
import type { DaysToClose, TimeToClose } from '../../../domain/home/days-to-close.ts'

/** Slack's limit for what stands for a picture. */
const mostCharacters = 2000

/** What the picture of the days to close says, in words and without markup; also where there is no picture. `entity`: as on cards. */
export function daysToCloseText(entity: string, series: DaysToClose): string {
  const text = `Days from period end to close, ${entity}: ${whatIsKnown(series)}`
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - 1)}…`
}

function whatIsKnown(series: DaysToClose): string {
  if (series.periods.length === 0) return 'no period has ended yet.'
  if (!isAnyKnown(series)) return 'not known yet. They are counted for each period that is closed from now on.'
  return [`${runsOf(series.periods).map(runText).join(', ')}.`, ...sumUp(series)].join(' ')
}

/** Periods of which there is nothing to say but the same stand together. */
function runsOf(periods: readonly TimeToClose[]): TimeToClose[][] {
  const runs: TimeToClose[][] = []
  for (const period of periods) {
    const last = runs.at(-1)
    if (last?.[0] && isSame(last[0], period)) last.push(period)
    else runs.push([period])
  }
  return runs
}

function isSame(one: TimeToClose, other: TimeToClose): boolean {
  return (
    other.days === null &&
    one.closed === other.closed &&
    isLate(one) === isLate(other) &&
    one.isReopened === other.isReopened
  )
}

function runText(run: readonly TimeToClose[]): string {
  const [first, last] = [run[0], run.at(-1)]
  if (!first || !last) return ''
  const names = first === last ? first.name : `${first.name} to ${last.name}`
  if (first.closed === 'unknown') return `${names} not known${notesOf(first)}`
  return `${names} ${first.days ?? 'not closed yet'}${notesOf(first)}`
}

/** ` (late, open again)` */
function notesOf(period: TimeToClose): string {
  const notes = [...(isLate(period) ? ['late'] : []), ...(period.isReopened ? ['open again'] : [])]
  return notes.length === 0 ? '' : ` (${notes.join(', ')})`
}

function sumUp(series: DaysToClose): string[] {
  const { inTime, ofDue, usualDays } = closingTimesOf(series)
  const due = series.dueBusinessDay
  return [
    ofDue > 0 && due !== null ? `Due on business day ${due} after the end.` : '',
    ofDue > 0 ? `${inTime} of ${ofDue} closed by the due day.` : '',
    usualDays === null ? '' : `Usually ${usualDays} ${usualDays === 1 ? 'day' : 'days'}.`,
  ].filter((sentence) => sentence !== '')
}
