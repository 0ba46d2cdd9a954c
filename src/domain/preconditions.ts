import type { AccountingPeriod } from './accounting-period.ts'
import type { RequiredItem, Scan } from './blockers.ts'

/** Why an action cannot be asked of Zuora now. Each is told to the person with its way out. */
export type Obstacle =
  | { kind: 'not-ended'; endDate: string; today: string }
  | { kind: 'already'; status: string }
  | { kind: 'unknown-status'; status: string }
  | { kind: 'earlier-not-closed'; periods: readonly { name: string; status: string }[] }
  | { kind: 'trial-balance-running'; start: string | null }
  | { kind: 'not-checked'; items: readonly { item: RequiredItem; because: string }[] }
  | { kind: 'required-items'; items: readonly { item: RequiredItem; count: number; more: boolean }[] }

/** What the rules are judged from. `today` is the date in the entity's time zone. */
export type Circumstances = {
  period: AccountingPeriod
  calendar: readonly AccountingPeriod[]
  today: string
}

/** Every obstacle to setting a period to pending close, or closing it, that the calendar alone shows. */
export function obstaclesToClosing(circumstances: Circumstances): Obstacle[] {
  return [...alreadyClosed(circumstances), ...notEnded(circumstances), ...earlierNotClosed(circumstances)]
}

export function obstaclesToPendingClose(circumstances: Circumstances): Obstacle[] {
  return [
    ...notOpen(circumstances),
    ...notEnded(circumstances),
    ...earlierNotClosed(circumstances),
    ...trialBalanceRunning(circumstances),
  ]
}

export function obstaclesToTrialBalance(circumstances: Circumstances): Obstacle[] {
  return [...alreadyClosed(circumstances), ...trialBalanceRunning(circumstances)]
}

/** Ours: a period whose last day has not passed is still being posted to. */
function notEnded({ period, today }: Circumstances): Obstacle[] {
  if (period.endDate !== null && period.endDate < today) return []
  return [{ kind: 'not-ended', endDate: period.endDate ?? 'open-ended', today }]
}

/** "All prior accounting periods must be closed"; under Multi-Org the order is each organisation's own. */
function earlierNotClosed({ period, calendar }: Circumstances): Obstacle[] {
  const earlier = calendar.filter(
    (other) =>
      other.id !== period.id &&
      other.endDate !== null &&
      other.startDate < period.startDate &&
      other.status !== 'Closed' &&
      sharesOrganization(other, period),
  )
  if (earlier.length === 0) return []
  const inOrder = [...earlier].sort((a, b) => a.startDate.localeCompare(b.startDate))
  return [
    { kind: 'earlier-not-closed', periods: inOrder.map(({ name, statusText }) => ({ name, status: statusText })) },
  ]
}

function sharesOrganization(a: AccountingPeriod, b: AccountingPeriod): boolean {
  if (a.organizationLabels.length === 0 || b.organizationLabels.length === 0) return true
  return a.organizationLabels.some((label) => b.organizationLabels.includes(label))
}

/** "The accounting period cannot be closed or pending close." */
function notOpen({ period }: Circumstances): Obstacle[] {
  if (period.status === 'Open') return []
  return period.status === 'Unknown' ? unknownStatus({ period }) : [{ kind: 'already', status: period.statusText }]
}

/** "The accounting period must be open"; the product documentation also allows pending close, so Zuora decides that. */
function alreadyClosed({ period }: Pick<Circumstances, 'period'>): Obstacle[] {
  return period.status === 'Closed' ? [{ kind: 'already', status: period.statusText }] : unknownStatus({ period })
}

/** Zuora lists the statuses in prose only; nothing is asked of a period whose status the bot does not know. */
function unknownStatus({ period }: Pick<Circumstances, 'period'>): Obstacle[] {
  return period.status === 'Unknown' ? [{ kind: 'unknown-status', status: period.statusText }] : []
}

/** "There must be no trial balance running." */
function trialBalanceRunning({ period }: Pick<Circumstances, 'period'>): Obstacle[] {
  if (period.trialBalance.status !== 'running') return []
  return [{ kind: 'trial-balance-running', start: period.trialBalance.start }]
}

/** "All required action items must be resolved." What could not be counted is no obstacle, but it is shown as not checked. */
export function requiredItemsLeft(scans: readonly Scan[]): Obstacle[] {
  const items = scans.flatMap((scan) =>
    scan.kind === 'counted' && scan.count > 0 ? [{ item: scan.item, count: scan.count, more: scan.more }] : [],
  )
  return items.length === 0 ? [] : [{ kind: 'required-items', items }]
}

/** What could not be counted is told beside what stands in the way; by itself it blocks nothing. */
export function withNotChecked(obstacles: readonly Obstacle[], scans: readonly Scan[]): Obstacle[] {
  const items = scans.flatMap((scan) =>
    scan.kind === 'not-checked' ? [{ item: scan.item, because: scan.because }] : [],
  )
  return obstacles.length === 0 || items.length === 0 ? [...obstacles] : [...obstacles, { kind: 'not-checked', items }]
}
