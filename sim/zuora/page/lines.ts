// What the page says of a tenant: pure, so that it can be tested without a browser.
import type { Actor, ShownPeriod, ShownTenant } from '../control/shown-tenant.ts'
import { inWords, lastsFor } from './words.ts'

export type Tone = 'good' | 'bad' | 'busy' | 'plain'

export type Line = {
  period: ShownPeriod
  fiscal: string
  owners: string
  status: { words: string; tone: Tone }
  trialBalance: { words: string; tone: Tone; when: string; problem: string | null; progress: Progress | null }
  /** What has to be cleared before a close. */
  required: string[]
  changed: string
  asks: readonly Ask[]
}

/** `percent` null: no end is in sight. */
export type Progress = { percent: number | null; words: string }

export type Ask = { action: string; label: string }

const asks = {
  'run-trial-balance': 'Run trial balance',
  'pending-close': 'Pending close',
  close: 'Close',
  reopen: 'Reopen',
  delete: 'Delete',
} as const

/** What Zuora offers for a status; it may still refuse. */
const offered: Readonly<Record<string, readonly (keyof typeof asks)[]>> = {
  Open: ['run-trial-balance', 'pending-close', 'close'],
  PendingClose: ['run-trial-balance', 'close', 'reopen'],
  Closed: ['reopen'],
}

const statuses: Readonly<Record<string, Line['status']>> = {
  Open: { words: 'Open', tone: 'plain' },
  PendingClose: { words: 'Pending Close', tone: 'busy' },
  Closed: { words: 'Closed', tone: 'good' },
}

type Shown = { tenant: ShownTenant; entity: string | null; withOlder: boolean; bot: string }

/** The periods of one entity (null: the first), from the last that is closed on. */
export const linesOf = ({ tenant, entity, withOlder, bot }: Shown): Line[] => {
  const periods = periodsOf(tenant, entity)
  const lastClosed = periods.findLastIndex(({ status }) => status === 'Closed')
  const shown = withOlder ? periods : periods.slice(Math.max(0, lastClosed))
  const last = periods.findLast(({ endDate }) => endDate !== null)
  return shown.map((period) => ({
    period,
    fiscal: fiscalOf(period),
    owners: period.organizationLabels.map(({ organizationName }) => organizationName).join(', '),
    status: statuses[period.status] ?? { words: period.status, tone: 'bad' },
    trialBalance: trialBalanceOf(period, tenant.now),
    required: Object.entries(period.documents).flatMap(([item, count]) =>
      count === 0 ? [] : [`${count} ${inWords(item)}`],
    ),
    changed: `${period.updatedOn.slice(0, 16)} by ${nameOf(period.changedBy, bot)}`,
    asks: asksFor(period, period.id === last?.id),
  }))
}

export const periodsOf = ({ periods, entities }: ShownTenant, entity: string | null): ShownPeriod[] => {
  const wanted = entity ?? entities[0]?.id
  return periods.filter(({ entityId }) => entityId === wanted)
}

/** The period that a newcomer wants to see first: the earliest that is not closed. */
export const nextOf = (lines: readonly Line[]): string | null =>
  lines.find(({ period }) => period.status !== 'Closed' && period.endDate !== null)?.period.id ?? null

export const nameOf = (actor: Actor, bot: string): string => (actor === 'api' ? bot : 'somebody in Zuora')

const fiscalOf = ({ endDate, fiscalYear, fiscalQuarter }: ShownPeriod): string => {
  if (endDate === null) return ''
  return fiscalQuarter === null ? `FY${fiscalYear}` : `FY${fiscalYear} Q${fiscalQuarter}`
}

const asksFor = ({ status, endDate }: ShownPeriod, isLast: boolean): Ask[] => {
  if (endDate === null) return []
  const actions = offered[status] ?? []
  const all = isLast && status === 'Open' ? [...actions, 'delete' as const] : actions
  return all.map((action) => ({ action, label: asks[action] }))
}

const trialBalanceOf = (period: ShownPeriod, now: string): Line['trialBalance'] => {
  const { runTrialBalanceStatus: words, runTrialBalanceStart: start, runTrialBalanceEnd: end, running } = period
  const ended = end === null ? '' : ` – ${end.slice(11)}`
  const tone = words === 'Error' ? 'bad' : words.startsWith('Complete') ? 'good' : running === null ? 'plain' : 'busy'
  return {
    words: start === null && running === null ? 'Never run' : words,
    tone,
    when: start === null ? '' : `${start}${ended}`,
    problem: period.runTrialBalanceErrorMessage,
    progress: running === null ? null : progressOf(running, now),
  }
}

const progressOf = ({ askedAt, endsAt }: NonNullable<ShownPeriod['running']>, now: string): Progress => {
  const goneMs = Math.max(0, Date.parse(now) - Date.parse(askedAt))
  if (endsAt === null) return { percent: null, words: `${lastsFor(goneMs)}, no end in sight` }
  const wholeMs = Math.max(1, Date.parse(endsAt) - Date.parse(askedAt))
  const percent = Math.min(100, Math.round((goneMs / wholeMs) * 100))
  return { percent, words: `${lastsFor(Math.min(goneMs, wholeMs))} of ${lastsFor(wholeMs)}` }
}
