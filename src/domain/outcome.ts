import type { TrialBalance } from './accounting-period.ts'
import type { ReportCompared } from './documents/report-facts.ts'
import type { Obstacle } from './preconditions.ts'
import type { ZuoraAsk } from './zuora-ask.ts'

/** How a request ended. Every one says what happened; the message adds the period's state now and the next thing to do. */
export type Outcome =
  | { kind: 'succeeded' }
  | { kind: 'closed-with-problem'; trialBalance: TrialBalance }
  | { kind: 'overtaken'; because: Overtaken }
  | { kind: 'refused'; because: Refused }
  | { kind: 'rejected'; by: string; reason: string }
  | { kind: 'expired'; waitedFor: 'approval' | 'obstacles' | 'anything' }
  | { kind: 'cancelled'; by: string }
  | { kind: 'failed'; because: Failed }

/** What was asked for was done, by this request; of a close, whatever became of its final trial balance. */
export function isDone(ended: Pick<Outcome, 'kind'> | null): boolean {
  return ended?.kind === 'succeeded' || ended?.kind === 'closed-with-problem'
}

/** Others did something in Zuora that this request did not. */
export type Overtaken =
  | { kind: 'closed-by-others'; updatedBy: string | null; updatedOn: string | null }
  | { kind: 'closed-answer-lost'; updatedBy: string | null; updatedOn: string | null }
  | { kind: 'moved-by-others'; status: string; updatedBy: string | null; updatedOn: string | null }
  | { kind: 'trial-balance-by-others'; trialBalance: TrialBalance }
  /** What was asked for is so, by others, or by an ask of this request whose answer was lost: nothing tells which. */
  | { kind: 'done-by-others'; isAnswerLost: boolean; updatedBy: string | null; updatedOn: string | null }

export type Refused =
  | { kind: 'by-zuora'; asked: ZuoraAsk | 'read'; code: string; message: string; zuoraRequestId: string | null }
  | { kind: 'obstacles'; obstacles: readonly Obstacle[] }
  | { kind: 'in-flight'; request: string }
  | { kind: 'policy'; action: string }
  /** Of a plan, whose time came when who asked had left, or had no part any more. */
  | { kind: 'may-not-ask-any-more'; person: string }

export type Failed =
  | { kind: 'trial-balance-error'; trialBalance: TrialBalance; startedBy: 'us' | 'others' }
  | { kind: 'trial-balance-never-started'; waitedSeconds: number }
  | { kind: 'trial-balance-never-ended'; waitedSeconds: number; start: string | null; startedBy: 'us' | 'others' }
  | { kind: 'trial-balance-unknown'; status: string | null }
  | { kind: 'never-took-effect'; asked: ZuoraAsk; waitedSeconds: number }
  | { kind: 'asked-too-often'; asked: ZuoraAsk; times: number }
  /** `why` where it is not Slack that refuses: the bot posts nothing where other companies read. */
  | { kind: 'card-not-posted'; channel: string; why?: 'shared-outside' }
  /** A range stops at the first period that does not close. */
  | { kind: 'range-stopped'; period: string; request: string; ended: Outcome['kind'] }
  | { kind: 'period-missing' }
  | { kind: 'sign-in-refused' }
  | { kind: 'zuora-unreachable'; waitedSeconds: number }
  | { kind: 'broke'; error: string }
  /** By whoever runs the bot, because it did not go on; both in their words. */
  | { kind: 'ended-by-hand'; by: string; why: string }
  /** Of a rehearsal: these did not do what they should, or could not be tried. */
  | { kind: 'controls-failed'; controls: readonly string[] }
  | { kind: 'rehearsal-broken-off' }

/** What came after the outcome was sealed: the end of the final trial balance of a close. */
export type FollowUp =
  | { kind: 'waiting'; since: string }
  /** `reports`: the approved ones and its own, where there were approvals. */
  | { kind: 'completed'; trialBalance: TrialBalance; reports?: readonly ReportCompared[] | null }
  | { kind: 'problem'; trialBalance: TrialBalance }
  | { kind: 'not-seen'; waitedSeconds: number }
