import type { AccountingPeriod } from './accounting-period.ts'
import type { RequiredItem, Scan } from './blockers.ts'
import { type FieldMistake, mistakesInCreate, mistakesInDateChange, mistakesInUpdate } from './field-mistakes.ts'
import { calendarFacts, dateFacts, nextAfter, sharesOrganization } from './neighbours.ts'
import { fieldsThatDiffer, type PeriodFields } from './period-fields.ts'
import { datedPeriods, isDated } from './period-reference.ts'
import type { ChangeAction } from './policy.ts'

/** Why an action cannot be asked of Zuora now. Each is told to the person with its way out. */
export type Obstacle =
  | { kind: 'not-ended'; endDate: string; today: string }
  | { kind: 'already'; status: string }
  | { kind: 'unknown-status'; status: string }
  | { kind: 'earlier-not-closed'; periods: readonly { name: string; status: string }[] }
  | { kind: 'trial-balance-running'; start: string | null }
  | { kind: 'not-checked'; items: readonly { item: RequiredItem; because: string }[] }
  | { kind: 'required-items'; items: readonly { item: RequiredItem; count: number; more: boolean }[] }
  | { kind: 'reopen-first'; name: string; status: string }
  | { kind: 'nothing-open-after' }
  | { kind: 'not-most-recent'; latest: string }
  | { kind: 'dates-fixed'; status: string }
  | { kind: 'next-not-open'; name: string; status: string }
  | { kind: 'nothing-to-change' }
  | ({ kind: 'field' } & FieldMistake)

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

/** What a change is judged from; `create` has no period yet. */
export type ChangeCircumstances = Pick<Circumstances, 'calendar'> & {
  action: ChangeAction
  period: AccountingPeriod | undefined
  fields: PeriodFields | null
}

/** Every obstacle to a change that the calendar alone shows; a period that is gone is told apart. */
export function obstaclesToChange({ action, period, calendar, fields }: ChangeCircumstances): Obstacle[] {
  if (action === 'create') return mistakesInCreate(fields ?? {}, calendarFacts(calendar)).map(asObstacle)
  if (!period) return []
  const unknown = unknownStatus({ period })
  if (unknown.length > 0) return unknown
  switch (action) {
    case 'reopen':
      return [...alreadyOpen({ period }), ...notNextToAnOpenOne({ period, calendar })]
    case 'delete':
      return [...notOpen({ period }), ...notMostRecent({ period, calendar }), ...trialBalanceRunning({ period })]
    case 'update':
      return [...nothingToChange(period, fields), ...mistakesInNewWords({ period, calendar }, fields ?? {})]
    case 'update-dates':
      return [...nothingToChange(period, fields), ...datesFixed({ period, calendar }, fields ?? {})]
  }
}

/** "The accounting period must be closed or pending close." */
function alreadyOpen({ period }: Pick<Circumstances, 'period'>): Obstacle[] {
  return period.status === 'Open' ? [{ kind: 'already', status: period.statusText }] : []
}

/** "The accounting period must be immediately previous to an open accounting period." */
function notNextToAnOpenOne({ period, calendar }: Pick<Circumstances, 'period' | 'calendar'>): Obstacle[] {
  const own = calendar.filter((other) => sharesOrganization(other, period))
  const after = own
    .filter(({ id, startDate }) => id !== period.id && startDate > period.startDate)
    .sort((a, b) => a.startDate.localeCompare(b.startDate))
  const firstOpen = after.findIndex(({ status }) => status === 'Open')
  if (firstOpen === 0) return []
  const toReopen = after[firstOpen - 1]
  if (firstOpen < 0 || !toReopen) return [{ kind: 'nothing-open-after' }]
  return [{ kind: 'reopen-first', name: toReopen.name, status: toReopen.statusText }]
}

/** "Only the most recent accounting period can be deleted"; the open-ended one cannot. */
function notMostRecent({ period, calendar }: Pick<Circumstances, 'period' | 'calendar'>): Obstacle[] {
  const latest = datedPeriods(calendar.filter((other) => sharesOrganization(other, period))).at(-1)
  return latest && latest.id !== period.id ? [{ kind: 'not-most-recent', latest: latest.name }] : []
}

function nothingToChange(period: AccountingPeriod, fields: PeriodFields | null): Obstacle[] {
  return fieldsThatDiffer(fields ?? {}, period).length === 0 ? [{ kind: 'nothing-to-change' }] : []
}

function mistakesInNewWords(
  { period, calendar }: Pick<Circumstances, 'period' | 'calendar'>,
  fields: PeriodFields,
): Obstacle[] {
  const others = calendar.filter(({ id }) => id !== period.id)
  return mistakesInUpdate(fields, calendarFacts(others)).map(asObstacle)
}

/** "The dates of a closed accounting period cannot be changed"; the next period's start moves along. */
function datesFixed(
  { period, calendar }: Pick<Circumstances, 'period' | 'calendar'>,
  fields: PeriodFields,
): Obstacle[] {
  if (!isDated(period) || period.status === 'Closed') return [{ kind: 'dates-fixed', status: period.statusText }]
  const next = nextAfter(period, calendar)
  const isNextFixed = next !== undefined && next.endDate !== null && next.status !== 'Open'
  return [
    ...(isNextFixed ? [{ kind: 'next-not-open' as const, name: next.name, status: next.statusText }] : []),
    ...trialBalanceRunning({ period }),
    ...(next ? trialBalanceRunning({ period: next }) : []),
    ...mistakesInDateChange(fields, dateFacts(period, calendar)).map(asObstacle),
  ]
}

function asObstacle(mistake: FieldMistake): Obstacle {
  return { kind: 'field', ...mistake }
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

/** "The accounting period cannot be closed or pending close." */
function notOpen({ period }: Pick<Circumstances, 'period'>): Obstacle[] {
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
