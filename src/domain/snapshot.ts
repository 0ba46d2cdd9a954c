import type { AccountingPeriod } from './accounting-period.ts'
import { type FieldName, type FieldsNow, fieldNames } from './calendar/period-fields.ts'
import type { Scan } from './documents/blockers.ts'
import type { DocumentsSince } from './documents/watermark.ts'

/** Exactly what approvers see and agree to. Zuora's times stay Zuora's text. */
export type Snapshot = {
  status: string
  startDate: string
  endDate: string | null
  trialBalance: { status: string | null; start: string | null; end: string | null }
  /** Null where the action needs no scan. */
  scans: readonly Scan[] | null
  /** For a change of fields: what they are now. */
  fields?: Partial<FieldsNow> | null
  /** For a close: what was changed since the trial balance. */
  documents?: DocumentsSince | null
  /** The start of the trial balance that the card was made with, when a newer one with equal reports has taken its place. */
  sameReportsAs?: string | null
}

/** One thing that is no longer as the approvers saw it. */
export type Change = { what: string; was: string; is: string }

export function takeSnapshot(period: AccountingPeriod, scans: readonly Scan[] | null): Snapshot {
  const { statusText, start, end } = period.trialBalance
  return {
    status: period.statusText,
    startDate: period.startDate,
    endDate: period.endDate,
    trialBalance: { status: statusText, start, end },
    scans,
  }
}

/** What is no longer true. A scan counts as changed only when both looks could count: an outage is no change. */
export function changesSince(seen: Snapshot, now: Snapshot): Change[] {
  return [
    ...changed('the period’s status', seen.status, now.status),
    ...changed('the period’s start date', seen.startDate, now.startDate),
    ...changed('the period’s end date', seen.endDate, now.endDate),
    ...changed('the trial balance', trialBalanceOf(seen), trialBalanceOf(now)),
    ...changedScans(seen.scans ?? [], now.scans ?? []),
    ...changedFields(seen.fields ?? {}, now.fields ?? {}),
  ]
}

const fieldWords = {
  name: 'the period’s name',
  startDate: 'the start date to be changed',
  endDate: 'the end date to be changed',
  fiscalYear: 'the fiscal year',
  fiscalQuarter: 'the fiscal quarter',
  notes: 'the notes',
} as const satisfies Record<FieldName, string>

function changedFields(seen: Partial<FieldsNow>, now: Partial<FieldsNow>): Change[] {
  return fieldNames.flatMap((name) => changed(fieldWords[name], textOf(seen[name]), textOf(now[name])))
}

function textOf(value: string | number | null | undefined): string | null {
  return value === undefined || value === null ? null : String(value)
}

/** All of it in one text, so that any difference is one change. */
function trialBalanceOf({ trialBalance: { status, start, end } }: Snapshot): string {
  if (start === null) return status ?? 'none'
  return `${status ?? 'unknown'}, started ${start}${end === null ? '' : `, ended ${end}`}`
}

function changed(what: string, was: string | null, is: string | null): Change[] {
  return was === is ? [] : [{ what, was: was ?? 'none', is: is ?? 'none' }]
}

function changedScans(seen: readonly Scan[], now: readonly Scan[]): Change[] {
  return seen.flatMap((before) => {
    const after = now.find((scan) => scan.item === before.item)
    if (before.kind !== 'counted' || after?.kind !== 'counted') return []
    return changed(before.item.replaceAll('-', ' '), countText(before), countText(after))
  })
}

function countText(scan: { count: number; more: boolean }): string {
  return scan.more ? `${scan.count} or more` : String(scan.count)
}
