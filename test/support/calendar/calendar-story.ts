import type { PeriodFields } from '../../../src/domain/calendar/period-fields.ts'
import type { AtAsk, TurnPlan } from '../closing-story.ts'
import type { Run } from '../fake-trial-balance.ts'
import type { CalendarFate } from './fake-calendar.ts'

/** What the request of a story is for. */
export type Subject =
  | { action: 'reopen'; from: 'Closed' | 'PendingClose' }
  | { action: 'create' }
  | { action: 'update'; period: 'Aug 2026' | 'Sep 2026'; fields: PeriodFields }
  | { action: 'update-dates'; period: 'Sep 2026' | 'Oct 2026' }
  | { action: 'delete' }
  | { action: 'close-range'; to: 'Aug 2026' | 'Sep 2026' | 'Oct 2026' }

/** `first`: the request of the story. `newest`: the last one that is not finished, such as a close of a range. */
export type Which = 'first' | 'newest'

/** Something that happens from outside, at any moment. */
export type CalendarEvent =
  | { kind: 'pass'; seconds: number }
  | { kind: 'click'; on: Which; person: string; decision: 'approved' | 'rejected'; onOldCard: boolean; twice: boolean }
  | { kind: 'cancel'; on: Which; person: string }
  | { kind: 'check-again'; on: Which }
  /** The message that asked is delivered once more. */
  | { kind: 'asked-again' }
  /** Somebody else asks the bot for something. */
  | { kind: 'asked-too'; subject: Subject | { action: 'close' } }
  | { kind: 'someone'; does: SomeoneDoes }
  | { kind: 'outage'; of: 'zuora' | 'sign-in'; seconds: number }
  | { kind: 'policy'; approvals: number | null }
  | { kind: 'execution-dies' }
  | { kind: 'turn-repeated'; on: Which }
  | { kind: 'announce-repeated'; on: Which }
  | { kind: 'wake' }

/** By a person, in Zuora's own pages. */
export type SomeoneDoes =
  | 'the-same'
  | 'undo'
  | 'other-fields'
  | 'close'
  | 'pending-close'
  | 'reopen'
  | 'trial-balance'
  | 'close-earliest'
  | 'reopen-earlier'
  | 'add'
  | 'remove'
  | 'move-end'

export type CalendarStory = {
  subject: Subject
  approvals: number
  /** Everything goes well until approvers are asked for the first time. */
  beginsAtCard: boolean
  botIsKnown: boolean
  /** How long the index of a period's requests takes to show a new one. */
  indexLagSeconds: number
  /** How old what each read shows is. */
  lags: number[]
  runs: Run[]
  fates: CalendarFate[]
  /** Of every ask after those. */
  lastFate: CalendarFate
  plans: TurnPlan<CalendarEvent>[]
  /** Two for each ask: before it and after it. */
  atAsks: AtAsk<CalendarEvent>[]
  events: CalendarEvent[]
  /** Everyone who may approves whatever is asked in the end, as often as it is asked. */
  endsWell: boolean
}
