import type { PeriodSeen } from '../../../domain/evidence/filed.ts'
import { type Difference, type DifferenceKind, kindsOf } from '../../../domain/reconcile/difference.ts'
import { dayAndMonth, escaped, listed } from '../text/mrkdwn.ts'
import { statusWord } from '../text/words.ts'

const titles = {
  created: 'created',
  deleted: 'deleted',
  closed: 'closed',
  reopened: 'set to Open',
  'pending-close': 'set to pending close',
  status: 'given a status that this bot does not know',
  dates: 'given other dates',
  renamed: 'renamed',
  fiscal: 'given another fiscal year or quarter',
  changed: 'changed',
} as const satisfies Record<DifferenceKind, string>

/** `closed and renamed` */
export function whatBecame(difference: Difference): string {
  return listed(kindsOf(difference).map((kind) => titles[kind]))
}

/** Each difference with both values. */
export function differenceLines(difference: Difference): string[] {
  const { was, is } = difference
  if (was === null || is === null)
    return [...(was ? [`Before: ${periodText(was)}`] : []), ...(is ? [`Now: ${periodText(is)}`] : [])]
  return kindsOf(difference).map((kind) => lineOf(kind, was, is))
}

function lineOf(kind: DifferenceKind, was: PeriodSeen, is: PeriodSeen): string {
  switch (kind) {
    case 'dates':
      return `Dates: was ${datesText(was)}, is ${datesText(is)}`
    case 'renamed':
      return `Name: was ${escaped(was.name)}, is ${escaped(is.name)}`
    case 'fiscal':
      return `Fiscal year and quarter: was ${fiscalText(was)}, is ${fiscalText(is)}`
    case 'changed':
      return changedText
    default:
      return `Status: was ${statusWord(was.status)}, is ${statusWord(is.status)}`
  }
}

const changedText =
  'Nothing that is compared differs. Its notes or another field were changed; or it was closed and reopened, or reopened and closed, between two looks: that shows only so.'

function periodText(seen: PeriodSeen): string {
  return `${escaped(seen.name)}, ${datesText(seen)}, ${statusWord(seen.status)}`
}

function datesText({ startDate, endDate }: PeriodSeen): string {
  return `${dayAndMonth(startDate)} to ${endDate === null ? 'open end' : dayAndMonth(endDate)}`
}

function fiscalText({ fiscalYear, fiscalQuarter }: PeriodSeen): string {
  return `${fiscalYear ?? 'none'}${fiscalQuarter === null ? '' : `, Q${fiscalQuarter}`}`
}
