import { businessDaysUpTo } from '../calendar/business-days.ts'
import { secondsBetween } from '../calendar/calendar-date.ts'
import { isBeforeManaged } from '../calendar/calendar-rules.ts'
import type { KeptCalendar, KeptPeriod } from '../calendar/kept-calendar.ts'
import { nameIn } from '../calendar/organizations.ts'
import type { DatedPeriod } from '../period-reference.ts'
import type { UnderWay } from '../reading/under-way.ts'
import { dueDateOf } from '../reminders/due-date.ts'
import type { Request } from '../request.ts'
import type { Snapshot } from '../snapshot.ts'
import { type Closing, daysBetween } from './closes.ts'

/** One period as it stands on Home. */
export type GlancedPeriod = {
  period: DatedPeriod
  /** With its organisation where names repeat. */
  name: string
  underWay: UnderWay | null
  /** The day it is due to be closed, whether it is or not; null where no rule says, and of what is not managed here. */
  dueOn: string | null
  /** By how many business days it is late; 0 while it is not, and of what was closed once. */
  overdueBusinessDays: number
} & Closing

/** The calendar of an entity at a glance. */
export type Glance = {
  /** When Zuora was last looked at, where that is longer ago than it should be; null otherwise. */
  staleSince: string | null
  /** By the entity's clock. */
  today: string
  /** In order of date. */
  periods: readonly GlancedPeriod[]
  /** Managed here, ended and not closed, and not among those that are shown. */
  earlierNotClosed: number
}

const monthsShown = 12
const comingShown = 2
const monthsEnded = 12
/** Under Multi-Org several periods end on one day. */
const mostShown = 24

/** The calendar with what requests under way have seen of their periods since it was looked at. */
export function seenSince(kept: KeptCalendar, open: readonly Request[]): KeptCalendar {
  const seen = new Map(
    open.flatMap(({ period, snapshot, roundStartedAt }) =>
      snapshot && period.id !== null && (roundStartedAt ?? '') > kept.at ? [[period.id, snapshot] as const] : [],
    ),
  )
  const periods = kept.periods.map((one): KeptPeriod => {
    const snapshot = seen.get(one.period.id)
    return snapshot ? { ...one, period: asSeen(one.period, snapshot) } : one
  })
  return { ...kept, periods }
}

function asSeen(period: DatedPeriod, { status, trialBalance: { start, end, ...seen } }: Snapshot): DatedPeriod {
  const trialBalance = { ...period.trialBalance, start, end, statusText: seen.status }
  const known = (['Open', 'PendingClose', 'Closed'] as const).find((one) => one === status) ?? 'Unknown'
  return { ...period, status: known, statusText: status, trialBalance }
}

/** The last periods up to the one of today, and the next that come, in order of date. */
export function shownPeriods({ periods }: KeptCalendar, today: string): KeptPeriod[] {
  const ends = endsOf(periods)
  const begun = ends.filter((end) => end < today).length + 1
  const months = endingOn(ends.slice(0, begun + comingShown).slice(-monthsShown), periods)
  const weighty = months.toSorted((a, b) => weightOf(a, today) - weightOf(b, today)).slice(0, mostShown)
  return months.filter((one) => weighty.includes(one))
}

/** What has ended and is not closed comes first, the oldest before the others; of the rest, what ends next to today. */
function weightOf({ period: { status, endDate } }: KeptPeriod, today: string): number {
  const daysAgo = daysBetween(endDate, today)
  return status !== 'Closed' && daysAgo > 0 ? -daysAgo : Math.abs(daysAgo)
}

/** The last that have ended. */
export function endedPeriods({ periods }: KeptCalendar, today: string): KeptPeriod[] {
  const ended = endsOf(periods).filter((end) => end < today)
  return endingOn(ended.slice(-monthsEnded), periods).slice(-mostShown)
}

function endsOf(periods: readonly KeptPeriod[]): string[] {
  return [...new Set(periods.map(({ period }) => period.endDate))].sort()
}

function endingOn(ends: readonly string[], periods: readonly KeptPeriod[]): KeptPeriod[] {
  return periods
    .filter(({ period }) => ends.includes(period.endDate))
    .sort((a, b) => a.period.startDate.localeCompare(b.period.startDate))
}

/** It is looked at every 15 minutes: twice that without a look is an outage. */
const staleAfterSeconds = 1800

export function isStale(at: string, now: Date): boolean {
  return secondsBetween(at, now.toISOString()) > staleAfterSeconds
}

export type GlanceRules = {
  now: Date
  manageFrom: string | null
  today: string
  closeDueBusinessDay: number | null
  isDayOff: (date: string) => boolean
}

type Known = { underWay: ReadonlyMap<string, UnderWay>; closings: ReadonlyMap<string, Closing> }

/** The last periods that have ended, and how each came to be closed. */
export function endedAtGlance(kept: KeptCalendar, known: Known, rules: GlanceRules): GlancedPeriod[] {
  const calendar = kept.periods.map(({ period }) => period)
  return endedPeriods(kept, rules.today).map(({ period }) => glanced(period, { calendar, ...known }, rules))
}

export function glanceOf(kept: KeptCalendar, known: Known, rules: GlanceRules): Glance {
  const calendar = kept.periods.map(({ period }) => period)
  const shown = shownPeriods(kept, rules.today)
  const ids = new Set(shown.map(({ period }) => period.id))
  const earlier = calendar.filter(
    (period) => period.endDate < rules.today && !ids.has(period.id) && !isBeforeManaged(period, rules),
  )
  return {
    staleSince: isStale(kept.at, rules.now) ? kept.at : null,
    today: rules.today,
    periods: shown.map(({ period }) => glanced(period, { calendar, ...known }, rules)),
    earlierNotClosed: earlier.filter(({ status }) => status !== 'Closed').length,
  }
}

function glanced(
  period: DatedPeriod,
  { calendar, underWay, closings }: Known & { calendar: readonly DatedPeriod[] },
  rules: GlanceRules,
): GlancedPeriod {
  const closing = closings.get(period.id) ?? neverClosed
  return {
    period,
    name: nameIn(calendar, period),
    underWay: underWay.get(period.id) ?? null,
    ...dueOf(period, closing, rules),
    ...closing,
  }
}

const neverClosed: Closing = { close: null, first: null, reopened: null }

function dueOf(
  period: DatedPeriod,
  { reopened }: Closing,
  rules: GlanceRules,
): Pick<GlancedPeriod, 'dueOn' | 'overdueBusinessDays'> {
  const dueOn = isBeforeManaged(period, rules) ? null : dueDateOf(period, rules, rules)
  const isLate = dueOn !== null && dueOn < rules.today && period.status !== 'Closed' && reopened === null
  return { dueOn, overdueBusinessDays: isLate ? businessDaysUpTo(rules.today, rules.isDayOff)(dueOn) : 0 }
}
