import type { PeriodStatus } from '../accounting-period.ts'
import type { DatedPeriod } from '../period-reference.ts'
import { readLagSeconds } from '../polling.ts'
import { secondsAfter, secondsBetween } from './calendar-date.ts'

/** A period as it was when the calendar was last looked at, and since when it has been so (ISO, our clock). */
export type KeptPeriod = {
  period: DatedPeriod
  /** When this status was first seen. */
  since: string
  /** The last known status before; null where the first look found it as it is. */
  was: PeriodStatus | null
  /** When it was first seen to be open again after it was closed, whatever it became since; null while it is Closed, or never was. */
  reopenedAt: string | null
  /** When the trial balance that is running was first seen to run; null while none runs. */
  runningSince: string | null
  /** When its trial balance was first seen to have ended in Error; null where it has not, or the first look found it so. */
  failedSince: string | null
}

/** An entity's calendar as it was last looked at: what is not closed, and what ended within the last fifteen months. */
export type KeptCalendar = { at: string; periods: readonly KeptPeriod[] }

const keptForSeconds = 456 * 86_400

/** The calendar as it is now, with what the look before knew of when each period became so. */
export function keepCalendar(before: KeptCalendar | null, periods: readonly DatedPeriod[], at: string): KeptCalendar {
  const known = new Map((before?.periods ?? []).map((kept) => [kept.period.id, kept]))
  const from = secondsAfter(at, -keptForSeconds).slice(0, 10)
  const wanted = periods.filter(({ status, endDate }) => status !== 'Closed' || endDate >= from)
  return { at, periods: wanted.map((period) => keepPeriod(known.get(period.id), period, at)) }
}

/**
 * What was listed, less what may be a read that still shows the state before a change that was seen seconds ago: kept, it
 * would be told as a period opened, or locked, again.
 */
export function withoutOldReads(
  before: KeptCalendar | null,
  periods: readonly DatedPeriod[],
  at: string,
): readonly DatedPeriod[] {
  const justMoved = (before?.periods ?? []).filter(({ since }) => secondsBetween(since, at) < 2 * readLagSeconds)
  const known = new Map(justMoved.map((kept) => [kept.period.id, kept]))
  return periods.map((period) => {
    const kept = known.get(period.id)
    return kept && kept.was === period.status ? kept.period : period
  })
}

function keepPeriod(before: KeptPeriod | undefined, period: DatedPeriod, at: string): KeptPeriod {
  const isSame = before?.period.status === period.status
  const { status, start } = period.trialBalance
  const isSameRun = before?.period.trialBalance.start === start
  const since = isSame ? before.since : at
  const was = isSame ? before.was : statusBefore(before, period)
  return {
    period,
    since,
    was,
    reopenedAt: period.status === 'Closed' ? null : (before?.reopenedAt ?? (isReopened(was, period) ? since : null)),
    runningSince: status === 'running' ? ((isSameRun ? before.runningSince : null) ?? at) : null,
    failedSince: status === 'error' && before ? failedSince(before, period, at) : null,
  }
}

/** A status that is not known tells nothing of what happened. */
function isReopened(was: PeriodStatus | null, { status }: DatedPeriod): boolean {
  return was === 'Closed' && status !== 'Unknown'
}

/** Between two looks that Zuora gave a status that is not known tells nothing of what happened. */
function statusBefore(before: KeptPeriod | undefined, { status }: DatedPeriod): PeriodStatus | null {
  if (before?.period.status !== 'Unknown') return before?.period.status ?? null
  return before.was === status ? null : before.was
}

function failedSince(before: KeptPeriod, { trialBalance }: DatedPeriod, at: string): string | null {
  const { status, start } = before.period.trialBalance
  return status === 'error' && start === trialBalance.start ? before.failedSince : at
}
