import type { AccountingPeriod } from './accounting-period.ts'
import type { Scan } from './blockers.ts'

/** Exactly what approvers see and agree to. Zuora's times stay Zuora's text. */
export type Snapshot = {
  status: string
  startDate: string
  endDate: string | null
  trialBalance: { status: string | null; start: string | null; end: string | null }
  /** Null where the action needs no scan. */
  scans: readonly Scan[] | null
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
  ]
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
