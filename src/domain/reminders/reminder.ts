import type { DatedPeriod } from '../period-reference.ts'
import type { Action } from '../policy/policy.ts'
import type { UnderWay } from '../reading/under-way.ts'
import type { FiledException } from '../reconcile/exceptions.ts'
import type { Reopening } from '../reconcile/reopening.ts'
import type { Request } from '../request.ts'

/** Who is told: all who read a channel, or one person directly. */
export type Audience = { kind: 'channel'; channel: string } | { kind: 'person'; id: string }

/** Where an ended or ending period stands against the day it is due to be closed. Business days are the entity's. */
export type Timing =
  | { kind: 'ends'; on: string }
  | { kind: 'ended'; on: string }
  | { kind: 'due'; on: string; inBusinessDays: number }
  | { kind: 'overdue'; since: string; businessDays: number }
  /** It was closed once, and its due day has passed: it is not late. */
  | { kind: 'reopened' }

/** What a reminder is about, with what its words need. */
export type ReminderAbout =
  | {
      kind: 'period'
      period: DatedPeriod
      timing: Timing
      underWay: UnderWay | null
      /** Whether nothing in the calendar stands in the way of its close now. */
      canBeClosed: boolean
      /** Since when it has been in pending close for longer than the rules allow (ISO); null otherwise. */
      pendingCloseSince: string | null
      /** That it is open again after it was closed; null where it was not. */
      reopened: Reopening | null
    }
  | { kind: 'trial-balance-failed'; period: DatedPeriod }
  /** `trackId`: the request that Zuora's log names for the run; null where others started it. Seconds of our clock. */
  | {
      kind: 'trial-balance-slow'
      period: DatedPeriod
      since: string
      runningSeconds: number
      usualSeconds: number
      trackId: string | null
    }
  /** No request has it in hand. */
  | { kind: 'pending-close'; period: DatedPeriod; since: string }
  /** `isLast`: nothing more is said of it before it expires. */
  | { kind: 'approval'; request: Request; isLast: boolean }
  | { kind: 'exception'; filed: FiledException }
  | { kind: 'calendar-ends'; latest: DatedPeriod | null; future: number }
  /** `stage`: from 1; null where there is one only, and of all of them together. */
  | { kind: 'nobody-to-spare'; action: Action; stage: number | null; approvers: number; approvals: number }

/** One thing to remind an audience of, as it is now. */
export type Reminder = {
  entity: string
  audience: Audience
  /** The same from day to day; what a snooze is for: `us/period/8ad0…`, `us/request/147`, `us/exception/149`, `us/calendar`, `us/approvers/close`. */
  subject: string
  /** Of one subject each occasion is told at most once: `due-today`, `overdue 2026-11-09`, `round 1 half-way`. */
  occasion: string
  /** From when on it may be said, and from when on it is too late to say it (ISO). */
  from: string
  until: string
  /** Something fails or an approval is about to expire: not held back for the day's one message. */
  isUrgent: boolean
  /** The day the period is due, for a snooze until then; null where there is none or it has passed. */
  dueDate: string | null
  about: ReminderAbout
}
