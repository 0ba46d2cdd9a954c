import type { AccountingPeriod } from '../../domain/accounting-period.ts'
import { changedBetween, marksThatMoved } from '../../domain/documents/watermark.ts'
import type { Facts, Since } from '../../domain/steps/step.ts'
import type { Entity } from '../ports/rules.ts'
import type { Dates } from '../ports/zuora/documents.ts'

/** What is dated in the period now, and what was changed since. */
export async function lookAtDocuments(
  { documents }: Entity,
  period: AccountingPeriod | undefined,
  since: Since,
): Promise<NonNullable<Facts['documents']>> {
  const dates = datesOf(period)
  if (!dates) return { marks: [], since: { kind: 'looked', changed: [] } }
  const marks = await documents.watermarks(dates)
  if (since.kind === 'no-marks') return { marks, since }
  const moved = marksThatMoved(since.marks, marks)
  const counted = moved.length === 0 ? [] : await documents.changedSince(dates, moved)
  return { marks, since: { kind: 'looked', changed: changedBetween(since.marks, marks, counted) } }
}

export function datesOf(period: AccountingPeriod | undefined): Dates | undefined {
  return period?.endDate ? { startDate: period.startDate, endDate: period.endDate } : undefined
}
