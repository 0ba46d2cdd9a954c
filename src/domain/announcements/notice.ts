import type { PeriodStatus } from '../accounting-period.ts'
import type { DatedPeriod } from '../period-reference.ts'
import type { Request } from '../request.ts'

/** Who is told beside the channel where the work is done: people in another channel, or programs by a bus of EventBridge. */
export type Announcee = { kind: 'channel'; channel: string } | { kind: 'event-bus'; name: string }

/** Where it is kept what they were told: beside what channels and people were reminded of. */
export function announceeId(to: Announcee): string {
  return to.kind === 'channel' ? to.channel : `event-bus:${to.name}`
}

/** What those who post into a period, and their programs, need to know of it beforehand or at once. */
export type NoticeAbout =
  /** A close, or pending close, that was asked for will not begin before this moment (ISO). */
  | { kind: 'close-planned'; request: Request; notBefore: string; hoursBefore: 24 | 1 }
  /** It will not: `by` is who cancelled it; null where it ended otherwise before Zuora was asked for anything. */
  | { kind: 'plan-cancelled'; request: Request; notBefore: string; by: string | null }
  /**
   * `locked`: in pending close or closed; `reopened`: open again. `since` (ISO): when it was first seen so. `name`: with its
   * organisation where names repeat.
   */
  | { kind: 'locked' | 'reopened'; period: DatedPeriod; name: string; was: PeriodStatus; since: string }

/** Told to each announcee at most once; to programs at least once. */
export type Notice = {
  entity: string
  /** `us/request/147 24h`, `us/period/8ad0… Closed 2026-11-06T…` */
  key: string
  /** From when on it may be said, and from when on it is too late to (ISO). */
  from: string
  until: string
  about: NoticeAbout
}
