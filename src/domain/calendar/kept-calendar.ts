import type { PeriodStatus } from '../accounting-period.ts'
import type { DatedPeriod } from '../period-reference.ts'
import { secondsAfter } from './calendar-date.ts'

/** A period as it was when the calendar was last looked at, and since when it has been so (ISO, our clock). */
export type KeptPeriod = {
  period: DatedPeriod
  /** When this status was first seen. */
  since: string
  /** The status before; null where the first look found it as it is. */
  was: PeriodStatus | null
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

function keepPeriod(before: KeptPeriod | undefined, period: DatedPeriod, at: string): KeptPeriod {
  const isSame = before?.period.status === period.status
  const { status, start } = period.trialBalance
  const isSameRun = before?.period.trialBalance.start === start
  return {
    period,
    since: isSame ? before.since : at,
    was: isSame ? before.was : (before?.period.status ?? null),
    runningSince: status === 'running' ? ((isSameRun ? before.runningSince : null) ?? at) : null,
    failedSince: status === 'error' && before ? failedSince(before, period, at) : null,
  }
}

function failedSince(before: KeptPeriod, { trialBalance }: DatedPeriod, at: string): string | null {
  const { status, start } = before.period.trialBalance
  return status === 'error' && start === trialBalance.start ? before.failedSince : at
}
