import type { ZuoraAsk } from '../../src/domain/zuora-ask.ts'
import type { Run } from './fake-trial-balance.ts'
import type { AskFate } from './fake-zuora.ts'

/** Something that happens to a close from outside, at any moment. */
export type ClosingEvent =
  | { kind: 'pass'; seconds: number }
  | { kind: 'click'; person: string; decision: 'approved' | 'rejected'; onOldCard: boolean; twice: boolean }
  | { kind: 'cancel'; person: string }
  | { kind: 'withdraw'; person: string; onOldCard: boolean; twice: boolean }
  | { kind: 'stop'; person: string }
  /** An earlier approval or withdrawal is delivered once more. */
  | { kind: 'redelivered'; which: number }
  /** An approver becomes a guest, leaves the group that the policy names, or is back as before. */
  | { kind: 'authority'; person: string; is: 'member' | 'guest' | 'unnamed' }
  | { kind: 'check-again'; person: string }
  | { kind: 'someone'; what: ZuoraAsk }
  | {
      kind: 'period'
      change:
        | 'draft-invoice'
        | 'cleared'
        | 'notes'
        | 'dates'
        | 'scans-fail'
        | 'scans-work'
        | 'earlier-reopened'
        | 'documents'
        | 'documents-fail'
        | 'documents-work'
        | 'reports-fail'
        | 'reports-work'
        | 'gone'
    }
  | { kind: 'outage'; seconds: number }
  | { kind: 'policy'; approvals: number | null }
  | { kind: 'execution-dies' }
  | { kind: 'turn-repeated' }
  | { kind: 'announce-repeated' }
  | { kind: 'wake' }

/** What happens within one turn, counted in calls of its ports: it dies, is slow, or something comes in between. */
export type TurnPlan<Event = ClosingEvent> = {
  diesAt: number | null
  slow: { at: number; seconds: number } | null
  between: { at: number; events: Event[] } | null
}

/** What happens right before, or right after, Zuora is asked something. */
export type AtAsk<Event = ClosingEvent> = { dies: boolean; events: Event[] }

export type ClosingStory = {
  approvals: number
  startsAs: 'Open' | 'PendingClose'
  /** Everything goes well until approvers are asked for the first time. */
  beginsAtCard: boolean
  botIsKnown: boolean
  onChangedData?: 'warn' | 'void'
  onNewTrialBalance?: 'void' | 'keep-if-reports-equal'
  /** Two stages: one approval of Bob or Carol, then the others. */
  isStaged?: boolean
  holdSeconds?: number
  /** So long after it was asked for, Zuora is not asked for anything. */
  plannedSeconds?: number
  validForSeconds?: number
  runs: Run[]
  fates: AskFate[]
  /** Of every ask after those. */
  lastFate: AskFate
  plans: TurnPlan[]
  /** Two for each ask: before it and after it. */
  atAsks: AtAsk[]
  events: ClosingEvent[]
  /** Everyone who may approves whatever is asked in the end, as often as it is asked. */
  endsWell: boolean
}
