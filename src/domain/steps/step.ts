import type { AccountingPeriod } from '../accounting-period.ts'
import type { CalendarRules } from '../calendar/calendar-rules.ts'
import type { Scan } from '../documents/blockers.ts'
import type { DocumentsSince, NoMarks, Watermark } from '../documents/watermark.ts'
import type { FollowUp, Outcome } from '../outcome.ts'
import type { Patience } from '../polling.ts'
import type { Obstacle } from '../preconditions.ts'
import type { RangeChild, Request } from '../request.ts'
import type { Change, Snapshot } from '../snapshot.ts'
import type { ZuoraAsk } from '../zuora-ask.ts'

/** Everything the next step is decided from. */
export type Facts = {
  request: Request
  /** What Zuora says now; undefined when it knows no such period. */
  period: AccountingPeriod | undefined
  /** Of a range: the requests of its periods that have been made. */
  children: readonly Request[]
  /** The calendar, and the scans where the action needs them: only once this turn has looked for them. */
  closer: { calendar: readonly AccountingPeriod[]; scans: readonly Scan[] } | undefined
  /** What is dated in the period now, and what was changed since: only once this turn has looked. */
  documents: { marks: readonly Watermark[]; since: DocumentsSince } | undefined
  /** Whose approvals would not count any more: only once this turn has looked at everybody who approved. */
  approvers: { changes: readonly Change[] } | undefined
  entity: CalendarRules
  /** Zuora's user id of the bot, if any request of this entity has learned it. */
  integrationUser: string | null
  /** The policy now; undefined approvals: it no longer allows the action. */
  policy: { hash: string; approvalsNeeded: number | undefined }
  /** When the policy before the one filed last was filed; null: there was none, or it is not known. */
  policyBeforeAt: string | null
  /** How long a close is held after the quorum, and how old an approval may be. */
  holdSeconds: number
  approvalValidForSeconds: number
  /** How long a card waits before others may decide as well; null: there are none. */
  escalateAfterSeconds: number | null
  onChangedData: 'warn' | 'void'
  onNewTrialBalance: 'void' | 'keep-if-reports-equal'
  patience: Patience
  /** In the entity's time zone. */
  today: string
  now: string
}

/** What the request is waiting for, as its status message tells it. */
export type Progress =
  | { kind: 'asking'; what: ZuoraAsk }
  | { kind: 'trial-balance-starting' }
  | { kind: 'trial-balance-running'; startedBy: 'us' | 'others'; start: string | null; forSeconds: number }
  | { kind: 'closing' }

/** The one thing to do next. `take-lock` and those that look are done within the turn; the others end it. */
export type Step =
  | { kind: 'take-lock' }
  | { kind: 'look-closer'; scans: boolean }
  | { kind: 'look-at-documents'; since: Since }
  | { kind: 'look-at-approvers' }
  /** `isMain`: it is what the request is for, so from here on no click counts. */
  | { kind: 'ask'; what: ZuoraAsk; snapshot: Snapshot; isMain: boolean }
  | { kind: 'void'; changes: readonly Change[] }
  /** A newer trial balance is all that has changed: equal reports keep the approvals, anything else voids them. */
  | { kind: 'compare-reports'; snapshot: Snapshot; changes: readonly Change[] }
  | { kind: 'block'; obstacles: readonly Obstacle[] }
  | { kind: 'start-round'; snapshot: Snapshot; changes: readonly Change[]; approvalsNeeded: number }
  | { kind: 'await-decision'; timeoutSeconds: number }
  /** Its time has not come: only a cancellation ends the wait. */
  | { kind: 'await-time'; timeoutSeconds: number }
  /** A card has waited long enough: those whom the policy escalates to may decide as well. */
  | { kind: 'escalate' }
  /** The quorum is full; until then somebody can stop it, or take an approval back. */
  | { kind: 'hold'; until: string }
  /** The next period of a range: its request is made, or the one under way is followed to its end. */
  | { kind: 'start-child'; child: RangeChild }
  | { kind: 'follow-child'; range: readonly RangeChild[]; timeoutSeconds: number }
  | { kind: 'wait'; seconds: number; progress: Progress }
  | { kind: 'end'; outcome: Outcome; followUp: FollowUp | null }
  | { kind: 'follow-up'; followUp: FollowUp }
  | { kind: 'finished' }

/** From when on changes of the documents are counted. */
export type Since = { kind: 'marks'; marks: readonly Watermark[] } | NoMarks

export function end(outcome: Outcome): Step {
  return { kind: 'end', outcome, followUp: null }
}
